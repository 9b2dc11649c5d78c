CREATE TABLE `promoted_queries` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`sql` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `saved_queries` (
	`id` text PRIMARY KEY NOT NULL,
	`bot` text NOT NULL,
	`chat` text NOT NULL,
	`user` text NOT NULL,
	`name` text NOT NULL,
	`version` integer NOT NULL,
	`share` text,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_queries_share_unique` ON `saved_queries` (`share`);--> statement-breakpoint
CREATE UNIQUE INDEX `saved_queries_name` ON `saved_queries` (`bot`,`chat`,`user`,`name`);--> statement-breakpoint
CREATE TABLE `saved_versions` (
	`query` text NOT NULL,
	`version` integer NOT NULL,
	`tool` text NOT NULL,
	`input` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`query`, `version`),
	FOREIGN KEY (`query`) REFERENCES `saved_queries`(`id`) ON UPDATE no action ON DELETE no action
);
