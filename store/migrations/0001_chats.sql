CREATE TABLE `callbacks` (
	`id` text PRIMARY KEY NOT NULL,
	`bot` text NOT NULL,
	`chat` text NOT NULL,
	`user` text,
	`say` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `callbacks_expiry` ON `callbacks` (`expires_at`);--> statement-breakpoint
CREATE TABLE `chats` (
	`bot` text NOT NULL,
	`chat` text NOT NULL,
	`settings` text NOT NULL,
	PRIMARY KEY(`bot`, `chat`)
);
--> statement-breakpoint
CREATE TABLE `job_runs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`job` text NOT NULL,
	`at` integer NOT NULL,
	`outcome` text NOT NULL,
	`event` text,
	`facts` text,
	`detail` text
);
--> statement-breakpoint
CREATE INDEX `job_runs_job` ON `job_runs` (`job`,`id`);--> statement-breakpoint
CREATE TABLE `people` (
	`bot` text NOT NULL,
	`chat` text NOT NULL,
	`user` text NOT NULL,
	`wallet` text,
	PRIMARY KEY(`bot`, `chat`, `user`)
);
--> statement-breakpoint
CREATE TABLE `seen` (
	`bot` text NOT NULL,
	`channel` text NOT NULL,
	`message` text NOT NULL,
	PRIMARY KEY(`bot`, `channel`)
);
--> statement-breakpoint
DROP TABLE `jobs`;--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`bot` text NOT NULL,
	`chat` text NOT NULL,
	`user` text NOT NULL,
	`number` integer DEFAULT 0 NOT NULL,
	`spec` text NOT NULL,
	`memory` text,
	`run_at` integer NOT NULL,
	`lease_until` integer DEFAULT 0 NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`reason` text
);
--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`state`,`run_at`);--> statement-breakpoint
CREATE INDEX `jobs_owner` ON `jobs` (`bot`,`chat`,`number`);--> statement-breakpoint
ALTER TABLE `outbox` ADD `accepted` text;--> statement-breakpoint
ALTER TABLE `turns` ADD `place` text;--> statement-breakpoint
ALTER TABLE `turns` ADD `quoted` text;--> statement-breakpoint
ALTER TABLE `turns` ADD `files` text;--> statement-breakpoint
ALTER TABLE `turns` ADD `route` text;