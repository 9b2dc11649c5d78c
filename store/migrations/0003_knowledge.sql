CREATE TABLE `heard` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`bot` text NOT NULL,
	`chat` text NOT NULL,
	`message` text NOT NULL,
	`user` text NOT NULL,
	`name` text NOT NULL,
	`text` text NOT NULL,
	`edited` integer DEFAULT false NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `heard_message` ON `heard` (`bot`,`chat`,`message`);--> statement-breakpoint
CREATE INDEX `heard_time` ON `heard` (`bot`,`chat`,`at`);--> statement-breakpoint
CREATE INDEX `heard_user` ON `heard` (`bot`,`chat`,`user`,`at`);--> statement-breakpoint
CREATE TABLE `heard_since` (
	`bot` text NOT NULL,
	`chat` text NOT NULL,
	`user` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`bot`, `chat`, `user`)
);
--> statement-breakpoint
CREATE TABLE `knowledge_chunks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`document` integer NOT NULL,
	`bot` text NOT NULL,
	`ordinal` integer NOT NULL,
	`path` text NOT NULL,
	`text` text NOT NULL,
	`vector` blob,
	FOREIGN KEY (`document`) REFERENCES `knowledge_documents`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `knowledge_chunks_document` ON `knowledge_chunks` (`document`);--> statement-breakpoint
CREATE INDEX `knowledge_chunks_bot` ON `knowledge_chunks` (`bot`);--> statement-breakpoint
CREATE TABLE `knowledge_documents` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`bot` text NOT NULL,
	`source` text NOT NULL,
	`title` text NOT NULL,
	`version` integer NOT NULL,
	`current` integer NOT NULL,
	`hash` text NOT NULL,
	`chunks` integer NOT NULL,
	`added_by` text NOT NULL,
	`at` integer NOT NULL,
	`checked_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `knowledge_version` ON `knowledge_documents` (`bot`,`source`,`version`);--> statement-breakpoint
CREATE INDEX `knowledge_current` ON `knowledge_documents` (`bot`,`current`);