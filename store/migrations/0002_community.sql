CREATE TABLE `community_actions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`bot` text NOT NULL,
	`chat` text NOT NULL,
	`user` text,
	`event` text NOT NULL,
	`by` text NOT NULL,
	`kind` text NOT NULL,
	`findings` text NOT NULL,
	`steps` text NOT NULL,
	`state` text NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`reason` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `community_actions_event` ON `community_actions` (`bot`,`chat`,`event`);--> statement-breakpoint
CREATE INDEX `community_actions_state` ON `community_actions` (`state`,`at`);--> statement-breakpoint
CREATE INDEX `community_actions_user` ON `community_actions` (`bot`,`chat`,`user`);--> statement-breakpoint
CREATE TABLE `community_captchas` (
	`bot` text NOT NULL,
	`chat` text NOT NULL,
	`user` text NOT NULL,
	`name` text NOT NULL,
	`code` text NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`deadline` integer NOT NULL,
	PRIMARY KEY(`bot`, `chat`, `user`)
);
--> statement-breakpoint
CREATE INDEX `community_captchas_deadline` ON `community_captchas` (`deadline`);--> statement-breakpoint
CREATE TABLE `community_members` (
	`bot` text NOT NULL,
	`chat` text NOT NULL,
	`user` text NOT NULL,
	`name` text NOT NULL,
	`username` text,
	`joined_at` integer,
	`first_message` text,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`bot`, `chat`, `user`)
);
--> statement-breakpoint
CREATE INDEX `community_members_username` ON `community_members` (`bot`,`chat`,`username`);--> statement-breakpoint
CREATE TABLE `community_notices` (
	`bot` text NOT NULL,
	`chat` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`bot`, `chat`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `community_warnings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`bot` text NOT NULL,
	`chat` text NOT NULL,
	`user` text NOT NULL,
	`action` integer NOT NULL,
	`by` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`undone` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE INDEX `community_warnings_user` ON `community_warnings` (`bot`,`chat`,`user`);