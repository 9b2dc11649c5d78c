ALTER TABLE `community_actions` ADD `place` text;--> statement-breakpoint
ALTER TABLE `community_captchas` ADD `place` text;