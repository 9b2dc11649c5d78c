CREATE TABLE `answers` (
	`turn` text PRIMARY KEY NOT NULL,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`turn`) REFERENCES `turns`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `conversations` (
	`bot` text NOT NULL,
	`chat` text NOT NULL,
	`user` text NOT NULL,
	`tool` text,
	`input` text,
	`choices` text,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`bot`, `chat`, `user`)
);
--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`owner` text NOT NULL,
	`spec` text NOT NULL,
	`every_ms` integer,
	`run_at` integer NOT NULL,
	`lease_until` integer DEFAULT 0 NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`reason` text
);
--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`state`,`run_at`);--> statement-breakpoint
CREATE TABLE `messages` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`turn` text NOT NULL,
	`bot` text NOT NULL,
	`chat` text NOT NULL,
	`user` text NOT NULL,
	`role` text NOT NULL,
	`origin` text NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `messages_owner` ON `messages` (`bot`,`chat`,`user`,`id`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`turn` text PRIMARY KEY NOT NULL,
	`bot` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_at` integer NOT NULL,
	`reason` text,
	FOREIGN KEY (`turn`) REFERENCES `turns`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`state`,`bot`,`next_at`);--> statement-breakpoint
CREATE TABLE `turns` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`bot` text NOT NULL,
	`external_id` text NOT NULL,
	`chat` text NOT NULL,
	`user` text NOT NULL,
	`role` text NOT NULL,
	`text` text NOT NULL,
	`call` text,
	`locale` text,
	`digest` text NOT NULL,
	`at` integer NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `turns_id_unique` ON `turns` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `turns_external` ON `turns` (`bot`,`external_id`);--> statement-breakpoint
CREATE INDEX `turns_state` ON `turns` (`state`,`seq`);