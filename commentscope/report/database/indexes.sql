-- Made once all rows are in: that takes half the time.
CREATE INDEX comments_id ON comments (id);
CREATE INDEX comments_article ON comments (article);
CREATE INDEX comments_intent ON comments (intent, answered);
CREATE INDEX comments_series ON comments (series);
CREATE INDEX comments_author ON comments (author);
CREATE INDEX comments_posted ON comments (posted);
CREATE INDEX comments_likes ON comments (likes);
CREATE INDEX comment_topics_topic ON comment_topics (topic);
ANALYZE;
