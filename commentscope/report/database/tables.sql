-- The tables of a report. Times are Beijing time: 2019-02-27, or 2019-02-27 10:30:00.

CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
    title TEXT,
    series TEXT,
    url TEXT
);
CREATE INDEX articles_url ON articles (url, title);

-- `number` is the key, not `id`: under a second copy of its article, a comment has the same id.
CREATE TABLE comments (
    number INTEGER PRIMARY KEY,
    intent TEXT NOT NULL,
    question TEXT,
    text TEXT,
    topics TEXT NOT NULL,
    likes INTEGER,
    replies INTEGER,
    answered INTEGER,
    author TEXT,
    posted TEXT,
    article INTEGER NOT NULL REFERENCES articles (number),
    series TEXT,
    reply TEXT,
    reply_to TEXT,
    evidence TEXT NOT NULL,
    avatar TEXT,
    source TEXT,
    parent TEXT,
    id TEXT NOT NULL
);

-- The words of each comment, as the segmenter cuts them; `rowid` is the comment's number. `c++` and `c#` are kept
-- whole; `node.js` is a phrase of two words, so that `node` finds it too.
CREATE VIRTUAL TABLE comments_fts USING fts5 (words, tokenize = "unicode61 tokenchars '+#'");

CREATE TABLE topics (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    place INTEGER NOT NULL,
    comments INTEGER NOT NULL DEFAULT 0,
    questions INTEGER NOT NULL DEFAULT 0,
    unanswered INTEGER NOT NULL DEFAULT 0,
    likes INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE comment_topics (
    comment INTEGER NOT NULL REFERENCES comments (number),
    topic TEXT NOT NULL REFERENCES topics (key),
    place INTEGER NOT NULL,
    PRIMARY KEY (comment, topic)
);

CREATE TABLE months (
    month TEXT PRIMARY KEY,
    comments INTEGER NOT NULL,
    questions INTEGER NOT NULL
);

CREATE TABLE keywords (
    word TEXT PRIMARY KEY,
    comments INTEGER NOT NULL,
    score REAL NOT NULL
);

-- What could not be read as it should be, and how many comments are missing or in doubt because of it.
CREATE TABLE damaged (
    url TEXT NOT NULL,
    line INTEGER,
    reason TEXT NOT NULL,
    comments INTEGER NOT NULL,
    excerpt TEXT NOT NULL
);

CREATE VIEW questions AS
SELECT
    comments.number, question, topics, answered, likes, replies, author, posted, title AS article, comments.series,
    text, reply, url
FROM comments JOIN articles ON articles.number = comments.article
WHERE intent = 'question';
