
## commands

interrupted = Interrupted. Nothing half-written was left behind.
unexpected-error = Something went wrong that should not have: { $error }
    .advice = Please report it, with what `--debug` shows.
silent-files =
    { $silent ->
        [one] No discussion in 1
       *[other] No discussion in { $silent }
    } of { $files ->
        [one] 1 file
       *[other] { $files } files
    }.
left-out =
    { $count ->
        [one] 1 entry was left out: { $reasons }.
       *[other] { $count } entries were left out: { $reasons }.
    }
left-out-deleted = deleted { $count }
left-out-hidden = hidden { $count }
left-out-spam = spam { $count }
left-out-pending = not approved { $count }
left-out-pingback = pingbacks { $count }
left-out-notice = notices of the site { $count }
left-out-collapsed = collapsed and not loaded { $count }
left-out-empty = without a word { $count }
left-out-separator = {", "}
damaged-summary =
    { $items ->
        [one] 1 place could not be read as it should be
       *[other] { $items } places could not be read as they should be
    }; { $comments ->
        [0] no comment is missing.
        [one] 1 comment is missing or in doubt.
       *[other] { $comments } comments are missing or in doubt.
    }
damaged-more = … and { $more } more; `analyze --report md` lists them all.
undated-left-out =
    { $comments ->
        [one] 1 comment without a date was left out of the period.
       *[other] { $comments } comments without a date were left out of the period.
    }
stdout-failed = Standard output can't be written: { $reason }
    .advice = Make room, or send the output elsewhere.
progress =
    { $files ->
        [one] 1 file
       *[other] { $files } files
    } · { $comments ->
        [one] 1 comment
       *[other] { $comments } comments
    } · { $rate }/s
progress-reading = Reading: { $done } of { $total } …
progress-analysing =
    Analysing: { $done } of { $total ->
        [one] 1 comment
       *[other] { $total } comments
    } …
written = Written: { $files }
no-input = No input: none was named, and there is no folder { $folder } here.
    .advice = Name files or folders (commentscope analyze articles/), or try the article that comes along: commentscope analyze --sample
date-wrong = { $date } is not a date.
    .advice = Write a day, a month or a year: 2024-05-01, 2024-05 or 2024.
period-empty = The period ends ({ $until }) before it begins ({ $since }).
topic-unknown = There is no topic { $topic }.
    .advice = Known topics: { $known }. With --topics FILE you bring your own.
segmenter-unknown = There is no segmenter { $name }.
    .advice = Known segmenters: { $known }.
dictionary-unreadable = The dictionary { $path } can't be read: { $reason }.
    .advice = --dict takes a text file, one word a line: word [frequency] [tag].
dictionary-encoding = The dictionary { $path } is not UTF-8 (at byte { NUMBER($position, useGrouping: 0) }).
    .advice = Save it as UTF-8 and try again.
table-without-text = The table has no column `text`; its columns are: { $columns }.
    .advice = Rename the column that holds the comments to `text`.
table-column-wrong = The column { $column } can't be read as { $dtype }: { $reason }
    .advice = Convert it, or leave it out: unknown is better than wrong.
worker-died = A worker process died; most often memory ran out.
    .advice = Try fewer of them: --jobs 1.
pipe-format = Standard output needs a format that can flow through a pipe: { $formats }.
    .advice = Say so with --format jsonl, or name a file: -o comments.parquet
topics-check-good = { $path } is a good topics file.


## sources

input-missing = There is no file or folder { $path }.
    .advice = Check the spelling; a glob such as articles/**/*.md must be in quotes, or match something.
glob-empty = Nothing matches { $pattern }.
    .advice = `*` stands for a name, `**` for any folders between; names that begin with a dot are left out.
input-denied = It can't be read: permission denied.
    .advice = Allow reading it, or leave it out.
input-vanished = It was there when the inputs were listed, and is gone or leads nowhere.
    .advice = Run the command again.
input-no-file = It is no regular file but a device, a pipe or a socket, and was left out.
input-unreadable = It can't be read: { $reason }.
text-replaced =
    { $count ->
        [one] 1 character could not be decoded as { $encoding }, and was replaced.
       *[other] { $count } characters could not be decoded as { $encoding }, and were replaced.
    }
source-unknown = There is no format { $source }.
    .advice = Known formats: { $known }. Without --from, the format is found from the content.
source-misfit = It was to be read as { $source }, but holds nothing of that format; it looks like: { $fitting }.
    .advice = Leave out --from to have the format found from the content.
source-ambiguous = Its content does not decide which format it is: { $fitting }.
    .advice = Name one of them with --from.
source-unloadable = The added format { $source } ({ $place }) can't be loaded: { $reason }
    .advice = Upgrade or remove the package that brings it.
json-broken = From here on it is no valid JSON, and nothing can be read; the comments before this are.
json-line-broken = This line is no valid JSON.
geekbang-api-refused = This is the site's answer for an error, without comments: { $reason } ({ $code }).
item-broken = This item can't be read whole: its name, text or date is missing.
item-cut = The last item is cut off.
table-row-width = This row is { $cells } wide, the header { $columns }.
table-row-open = A quotation mark is never closed: from this row on nothing can be read.
table-several = Several of its tables may hold comments: { $tables }. Name one of them.
container-broken = The file is damaged, and the rest of it can't be read: { $reason }
field-unknown = There is no field { $field }.
    .advice = Known fields: { $known }.
xml-doctype = This XML declares a document type (DOCTYPE), which can hold entity bombs; it was refused. Remove the declaration to have it read.
xml-broken = From here on it is no valid XML, and nothing can be read: { $reason }
source-unrecognised = It is { $kind }, but of no format that is known; formats of this kind: { $known }.
table-not-there = It has no table { $table }; it has: { $tables }.
table-without-column = It has no column { $missing }; columns: { $columns }.
table-without-known-text = None of its columns is known to hold the text; columns: { $columns }. Name it with --column text=COLUMN.
select-without-item = --select does not say where a comment is.
    .advice = Add --select item=…, as in --select item=li.comment --select text=.body
selector-wrong = { $selector } is no CSS selector: { $reason }
    .advice = For example: --select item=li.comment --select "posted=time@datetime"
explain-rules-only = --explain tells what the learned model weighed, and --rules-only leaves the model out.
    .advice = Leave out one of the two; the terms that decided the topics are marked in either case.
pair-wrong = { $option } { $given } has no equals sign.
    .advice = Write { $option } FIELD=VALUE, as in { $example }
sources-format = format
sources-about = what it reads
sources-carries = carries
sources-file = file
sources-comments = comments
sources-has = has
sources-missing = missing
sources-example = examples
sources-none = no format that is known, or no comments
sources-several = undecided: { $candidates }
sources-count = { $comments }
sources-declared = {", "}{ $declared } declared
source-about-geekbang = GeekTime archive: the block 精选留言 at the end of an article, in MkDocs pages, too
    .example = commentscope analyze article.md
source-about-geekbang-site = GeekTime articles with the site's own HTML (geek_crawler), with the author's answers
    .example = commentscope analyze geek_crawler/
source-about-geekbang-clip = GeekTime articles clipped from the browser as Markdown
    .example = commentscope analyze clips/
source-about-geekbang-ebook = GeekTime articles made into e-books (geektime_dl)
    .example = commentscope analyze ebook/
source-about-store = What `commentscope fetch` has brought: the store data/comments.db
    .example = commentscope analyze data/comments.db
source-about-geekbang-api = Answers of GeekTime's site, both versions, with threads
    .example = commentscope analyze comments.json
source-about-hackernews = Hacker News: answers of the Algolia API
    .example = commentscope analyze item.json
source-about-discourse = Discourse: a topic (/t/ID.json)
    .example = commentscope analyze topic.json
source-about-github = GitHub discussions and comments of issues; giscus and utterances
    .example = commentscope analyze discussion.json
source-about-wechat = WeChat articles' elected comments: the answer, or the saved page
    .example = commentscope analyze wechat.html
source-about-juejin = Juejin: answers of its comment lists
    .example = commentscope analyze juejin.json
source-about-mediacrawler = MediaCrawler's tables: Xiaohongshu, Douyin, Kuaishou, Bilibili, Weibo, Tieba, Zhihu
    .example = commentscope analyze xhs_comments.csv
source-about-waline = Waline's export
    .example = commentscope analyze waline.json
source-about-twikoo = Twikoo's export
    .example = commentscope analyze twikoo.json
source-about-valine = Valine's export (LeanCloud)
    .example = commentscope analyze Comment.0.jsonl
source-about-artalk = Artalk's exchange format, Artrans
    .example = commentscope analyze comments.artrans
source-about-wordpress = WordPress: its export (WXR)
    .example = commentscope analyze wordpress.xml
source-about-disqus = Disqus: its export as XML
    .example = commentscope analyze disqus.xml
source-about-isso = Isso: its database, or generic JSON
    .example = commentscope analyze isso.db
source-about-remark42 = Remark42: its backup
    .example = commentscope analyze backup.jsonl
source-about-youtube = What youtube-comment-downloader writes
    .example = commentscope analyze video.jsonl
source-about-reddit = Reddit: a post with its comments (its address with .json)
    .example = commentscope analyze thread.json
source-about-select = Any other page: CSS selectors say where a comment is
    .example = commentscope analyze page.html --select item=li.comment --select text=.body --select "posted=time@datetime"
source-about-schema-org = Comments that any page states for search engines (schema.org in JSON-LD, microdata or RDFa)
    .example = commentscope analyze page.html
source-about-table = Any table: CSV, TSV, JSON, JSON Lines, Parquet, Excel, SQLite; what annotate writes, too
    .example = commentscope analyze comments.csv --column text=内容 --column author=昵称
geekbang-item = This item can't be read: its name, counts, text or end is missing.
geekbang-day = This comment has no date that is in the calendar; it is kept, with its date unknown.
geekbang-cut-header = The discussion is cut off within its header.
geekbang-cut =
    The discussion is cut off: { $declared ->
        [one] 1 comment
       *[other] { $declared } comments
    } declared, { $read } read, { $missing } missing.
geekbang-missing =
    { $declared ->
        [one] 1 comment
       *[other] { $declared } comments
    } declared, { $read } read; of { $missing } there is no trace.
geekbang-surplus =
    { $declared ->
        [one] 1 comment
       *[other] { $declared } comments
    } declared, { $read } read: { $missing } more than stated.

## topics

topics-unreadable = The topics file { $file } can't be read: { $reason }.
    .advice = --topics takes a TOML file; `commentscope topics list` shows the built-in topics.
topics-encoding = The topics file { $file } is not UTF-8 (at byte { NUMBER($position, useGrouping: 0) }).
    .advice = Save it as UTF-8 and try again.
topics-not-toml = The topics file { $file } is not valid TOML: { $reason }
    .advice = One table a topic: a line [my-topic], then strong = ["term", "another"].
topics-empty = { $file } holds no topic.
    .advice = One table a topic: a line [my-topic], then strong = ["term", "another"].
topics-bad-extends = { $file }: `extends` must be true or false.
    .advice = extends = true, at the top of the file, adds your topics to the built-in ones.
topics-not-table = { $file }: { $topic } is not a table.
    .advice = A topic begins with a line [{ $topic }]; its terms follow below it.
topics-bad-key = { $file }: { $topic } can't be the key of a topic.
    .advice = Use lower-case letters, digits, `-` and `_`; what readers see goes into name = {"{"} zh = "…", en = "…" {"}"}.
topics-bad-name = { $file }: the name of { $topic } is no name.
    .advice = Write name = "…", or name = {"{"} zh = "…", en = "…" {"}"}.
topics-bad-list = { $file }: `{ $name }` of { $topic } is not a list of strings.
    .advice = Write { $name } = ["term", "another term"].
topics-no-terms = { $file }: { $topic } has no terms, so nothing is ever found for it.
    .advice = Give it strong = ["…"], or at least two weak ones.
topics-blank-term = { $file }: `{ $name }` of { $topic } holds an empty term.
topics-unknown-key = { $file }: { $topic } has an unknown setting `{ $name }`, which is ignored.
    .advice = Known are name, strong, weak, except, hints and titles.
topics-one-weak = { $file }: the one weak term of { $topic }, “{ $term }”, can't decide by itself.
    .advice = Make it strong, or add other weak ones.
topics-term-excepted = { $file }: “{ $term }” of { $topic } is also among its exceptions, so it never counts.
    .advice = Take it out of one of the lists.
topics-term-twice = { $file }: “{ $term }” stands in two lists of { $topic }; the stronger one counts.
    .advice = Keep it in one.
topics-idle-exception = { $file }: the exception “{ $term }” of { $topic } holds none of its terms, so it does nothing.
    .advice = Drop it, or check its spelling.
topics-shared-term = { $file }: “{ $term }” is a strong term of { $topic } and of { $other }: every comment with it gets both.
    .advice = If one is enough, take it out of the other.

## learned model

model-missing = The learned model { $path } can't be read.
    .advice = Install commentscope again; its files are not complete.
model-damaged = The learned model { $path } is not the one that was trained: its checksum is wrong.
    .advice = Install commentscope again; the file was changed or damaged.
explain-place = { $term } [{ $start }:{ $end }]
explain-whole = by the whole of it, no single words

## report

report-empty =
    { $files ->
        [0] No comments.
        [one] No comments in 1 file.
       *[other] No comments in { $files } files.
    }
    .advice = commentscope reads articles with their discussion; `commentscope analyze --sample` shows what comes of one.
report-articles =
    { $articles ->
        [one] 1 article
       *[other] { $articles } articles
    }
report-comments = comments
report-readers = readers
report-questions = questions
report-unanswered = unanswered
report-answered = answered
report-unknown = unknown
report-requests = requests
report-corrections = corrections
report-likes =
    { $likes ->
        [one] 1 like
       *[other] { $likes } likes
    }
report-replies =
    { $replies ->
        [one] 1 reply
       *[other] { $replies } replies
    }
report-nameless = (no name)
report-list-separator = {", "}
report-article-title = “{ $title }”
report-kinds = What readers write
report-intent-question = Questions
report-intent-request = Requests
report-intent-correction = Corrections
report-intent-answer = Answers
report-intent-praise = Praise
report-intent-remark = Remarks
report-topics = Topics
report-by-topic = What readers ask
report-asked =
    { $questions ->
        [one] 1 question
       *[other] { $questions } questions
    }{ $unanswered ->
        [0] {""}
       *[other] , { $unanswered } unanswered
    }
report-request-list = Requests
report-correction-list = Corrections
report-above = { $above } shown above
report-other-questions = Other
report-more-topic =
    { $more ->
        [one] 1 more
       *[other] { $more } more
    }: commentscope questions --topic { $topic }
report-waiting = Waiting for an answer
report-first-of = { $shown } of { $total }
report-keywords = Keywords
report-keywords-aside = and how many comments they are in
report-trend = Over time
report-peak =
    most in { $period }: { $comments ->
        [one] 1 comment
       *[other] { $comments } comments
    }
report-unread = Not everything could be read
report-declared =
    The sources say they hold { $declared ->
        [one] 1 comment
       *[other] { $declared } comments
    }; read: { $read }.
report-more = … and { $more } more
report-total-likes = likes
report-line = line { NUMBER($line, useGrouping: 0) }
report-no-questions = No questions.
report-more-questions =
    { $shown } of { $total ->
        [one] 1 question
       *[other] { $total } questions
    }; --limit 0 lists all.
report-author-answers = The author answers:
report-topic-key = key
report-topic-name = name
report-topic-terms = terms
output-twice = { $path } is named twice among the outputs.
    .advice = Give each output a name of its own.
output-device = { $path } is a device or a pipe, not a file.
    .advice = Name a file, or write to standard output: -o - --format jsonl
output-folder = { $path } is a folder.
    .advice = Name a file in it, or another place.
output-under-file = { $path } can't be made: something on the way to it is a file, not a folder.
    .advice = Name another place with --output.
output-forbidden = { $path } can't be written: permission denied.
    .advice = Allow writing it, or name another place with --output.
output-read-only = { $path } can't be written: the file system is read-only.
    .advice = Name another place with --output.
output-full = { $path } can't be written: the disk is full. What was there before is untouched.
    .advice = Make room, or name another place with --output.
output-failed = { $path } can't be written: { $reason }
    .advice = Check the place, or name another with --output.
output-format-unknown = { $path } names no format that tables can be written in.
    .advice = Use one of these endings: { $known }
sheet-full =
    An Excel sheet has room for { $rows ->
        [one] 1 comment
       *[other] { $rows } comments
    }, and there are more.
    .advice = Write .csv, .parquet or .db instead, or a part with --since and --until.
sheet-shortened =
    { $cells ->
        [one] 1 cell was shortened to { $length } characters, the most that Excel takes; .csv, .parquet and .db keep it whole.
       *[other] { $cells } cells were shortened to { $length } characters, the most that Excel takes; .csv, .parquet and .db keep them whole.
    }

## live

address-wrong = { $url } is no address.
    .advice = An address looks like https://time.geekbang.org/column/article/780
address-scheme = { $url } can't be fetched: only http and https addresses can.
address-no-host = { $url } names no host.
    .advice = An address looks like https://time.geekbang.org/column/article/780
address-password = The address of { $host } holds a name or a password, which do not belong on a command line.
    .advice = Leave them out, and give cookies with --cookies FILE.
address-private = { $host } was not fetched: its address { $address } belongs to this machine, a private network or no network at all.
    .advice = If that is meant, say --allow-private. Some proxies give every name such an address.
fetch-nothing = There is nothing to fetch.
    .advice = Name an address (commentscope fetch https://time.geekbang.org/column/article/780), or a list with --article-ids FILE.
site-unknown = There is no site { $site }.
    .advice = Known sites: { $known }. Without --from, the address tells.
site-misfit = { $url } is no discussion of { $site }.
    .advice = Check the address, or leave out --from.
list-unreadable = The list { $path } can't be read: { $reason }.
    .advice = --article-ids takes a text file: an article's number or address a line.
list-encoding = The list { $path } is not UTF-8.
    .advice = Save it as UTF-8 and try again.
list-line = { $path }, line { NUMBER($line, useGrouping: 0) }: this is neither a number nor an address.
    .advice = A line is an article's number or its address, and its title behind it if you like: 780 Title
cookies-unreadable = The cookies { $path } can't be read: { $reason }.
    .advice = --cookies takes a file in Netscape's format (cookies.txt), or with the line Cookie of a request.
cookies-none = { $path } holds no cookies.
    .advice = --cookies takes a file in Netscape's format (cookies.txt), or with the line Cookie of a request.
cookies-line = { $path }, line { NUMBER($line, useGrouping: 0) }: this is no cookie. (It is not shown here: it may be secret.)
    .advice = Cookies are in Netscape's format (seven fields with tabs between) or as in a request: name=value; name=value
cookies-several-hosts = { $path } does not say which site its cookies are for, and the addresses are of several.
    .advice = Fetch from one site at a time, or use a file in Netscape's format, which tells.
proxy-wrong = The proxy that the environment names can't be used.
    .advice = HTTP_PROXY, HTTPS_PROXY and ALL_PROXY look like http://127.0.0.1:7890 or socks5://127.0.0.1:7891
token-wrong = The token in { $variable } can't be one. (It is not shown here: it is secret.)
sign-in = The site wants you to be signed in, or no longer takes the cookies given (code { $code }): { $url }
    .advice =
        Sign in with a browser. Then save the site's cookies in Netscape's format (cookies.txt), with a browser extension that does so; or open the developer tools (F12), Network, take any request to the site, and copy the value of its header Cookie into a text file. Then: commentscope fetch … --cookies FILE. What was fetched is kept, and the same command goes on. Treat the file like a password.
fetch-broken = { $url } could not be reached: { $reason }
    .advice = Check the connection; the same command goes on where it stopped.
fetch-no-host = There is no host { $host }, or the network can't be reached.
    .advice = Check the address and the connection.
fetch-too-fast = The site finds this too fast (status { $status }): { $url }
    .advice = Wait a while; the same command goes on where it stopped. A larger --rate makes it slower.
fetch-later = The site wants to be left alone for { $seconds } seconds: { $url }
    .advice = Wait that long; the same command goes on where it stopped.
fetch-status = The site answered with status { $status }: { $url }
fetch-no-access = The site keeps this from you (status { $status }): { $url }
    .advice = If you may see it in a browser, give its cookies with --cookies FILE; for GitHub, put a token into GITHUB_TOKEN.
fetch-gone = There is nothing there (status { $status }): { $url }
    .advice = Check the address.
fetch-robots = The site's robots.txt asks programs to keep away: { $url }
    .advice = Save the page with a browser and read the file: commentscope analyze page.html
fetch-redirects = { $url } led from one address to the next more than { $times } times.
fetch-too-large = The answer is larger than { $limit } bytes: { $url }
fetch-packed = The answer is packed as { $packing }, which was not asked for: { $url }
fetch-not-json = The site answered with something that is no JSON: { $url }
    .advice = It may be a page that says it is busy; try again later.
fetch-unknown = The site answered with something unknown: { $url }
    .advice = The API may have changed, or the address is of another kind of site: see --from.
fetch-refused = The site refused (code { $code }: { $reason }): { $url }
fetch-no-comments = No comments were found in the page { $url }
    .advice = Say where they are with CSS selectors: --select item=… --select text=… (author=, likes=, posted= if you like). What a page loads later on, a program doesn't see: save it with a browser, and read the file.
fetch-stopped = { $url }: stopped before the end.
fetch-stuck = { $url }: the list ended with a page of comments that had come before; { $received } of { $declared } came.
    .advice = For GeekTime, try another way: --paging page, or --api v4.
fetch-interrupted = Interrupted. What was fetched is in { $store }; the same command goes on.
fetch-kept = Kept in { $store }
fetch-goes-on = Going on with the fetch of { $started } UTC.
fetch-begins = Asking the site …
fetch-page =
    Discussion { $number } of { $of } · page { $page } · { $received ->
        [one] 1 comment
       *[other] { $received } comments
    }
fetch-page-of =
    Discussion { $number } of { $of } · page { $page } · { $received } of { $declared ->
        [one] 1 comment
       *[other] { $declared } comments
    }
fetch-waits = Trying again in { $seconds } s.
receipt-declared = expected
receipt-received = received
receipt-replies = in threads
receipt-new = new
receipt-changed = changed
receipt-vanished = vanished
receipt-all = { $discussions } discussions
store-foreign = { $path } is not a store of commentscope.
    .advice = Name another file with --store.
store-newer = The store { $path } comes from a later version of commentscope.
    .advice = Upgrade commentscope, or name another file with --store.
store-locked = The store { $path } is in use by another program.
    .advice = Wait until it is done, or name another file with --store.
store-full = The store { $path } can't grow: the disk is full. What was fetched before is kept.
    .advice = Make room; the same command goes on.
store-forbidden = The store { $path } can't be opened: { $reason }
    .advice = Allow writing it, or name another file with --store.
store-broken = The store { $path } can't be used: { $reason }
store-unreadable = The store can't be read: { $reason }.
sheet-replaced =
    { $cells ->
        [one] 1 cell held control characters, which Excel can't hold; � stands for them.
       *[other] { $cells } cells held control characters, which Excel can't hold; � stands for them.
    }
sheet-summary = Summary
sheet-questions = Questions
sheet-comments = Comments
sheet-topics = Topics
sheet-month = month
sheet-share = share
sheet-continued =
    An Excel sheet ends at { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    }; the rest is on { $sheets }.

## columns of tables

column-id = id
column-source = source
column-article = article
column-series = series
column-url = address
column-author = reader
column-avatar = picture
column-text = comment
column-likes = likes
column-replies = replies
column-posted = posted
column-parent = reply to id
column-reply = author's answer
column-intent = kind
    .meaning = What the comment is: question, request, correction, answer, praise or remark.
column-question = question
column-topics = topics
    .meaning = Keys of its topics, the most certain first.
column-evidence = terms
column-reply-to = reply to
column-answered = answered
    .meaning = Whether the source shows an answer; empty where it can't tell.

## databases

database-about =
    { $comments ->
        [one] 1 comment
       *[other] { $comments } comments
    } by { $readers ->
        [one] 1 reader
       *[other] { $readers } readers
    }, made into a database by commentscope.
database-comments = Every comment, with what was found in it. In the search box, write Chinese words with spaces between them.
database-questions = The comments that ask.
database-articles = The articles under which they stand.
database-topics = The topics that were looked for, and what each comes to.
database-comment-topics = Which comment is on which topic; place 1 is the most certain.
database-months = Comments and questions of each month.
database-keywords = The words that say most, and how many comments they are in.
database-damaged = What could not be read as it should be.

## charts

chart-topics = What readers ask about, and what waits for an answer
chart-topics-words =
    Most is asked about { $topic }: { $questions ->
        [one] 1 question
       *[other] { $questions } questions
    }, { $unanswered } unanswered.
chart-trend = The discussion over time
chart-trend-words =
    Most was written in { $month }: { $comments ->
        [one] 1 comment
       *[other] { $comments } comments
    }, { $questions ->
        [one] 1 of them a question.
       *[other] { $questions } of them questions.
    }
chart-intents = What readers write
chart-intents-words = In first place: { $intent }, with { $share } of the comments.
chart-series = What the readers of each series ask about
chart-series-words =
    Most questions come from { $series }, above all about { $topic }. { $shown ->
        [one] 1 series of { $total } is shown.
       *[other] { $shown } series of { $total } are shown.
    }
chart-likes = Are liked comments replied to?
chart-likes-words =
    { $liked ->
        [0] No comment has { $least } likes or more.
       *[other] Of the comments with { $least } likes or more ({ $liked }), { $silent } have no reply.
    }
chart-head-topic = topic
chart-head-comments = { report-comments }
chart-head-questions = { report-questions }
chart-head-unanswered = { report-unanswered }
chart-head-answered = { report-answered }
chart-head-unknown = { report-unknown }
chart-head-month = month
chart-head-intent = kind
chart-head-share = share
chart-head-series = series
chart-head-replies-likes = replies ↓ likes →
chart-likes-axis = likes
chart-replies-axis = replies
chart-other-questions = other questions
chart-other-comments = other comments
chart-cell = { $row }, { $column }: { $count }
chart-unknown = There is no chart { $name }.
    .advice = Known charts: { $known }.
chart-font-missing = No font with Chinese characters was found, so the picture would show empty boxes.
    .advice = Install one, such as Noto Sans CJK (Debian and Ubuntu: apt install fonts-noto-cjk; Fedora: dnf install google-noto-sans-cjk-fonts), or write SVG: --report svg

## notebooks

notebook-question = question
notebook-author = by
notebook-posted = on

## web page

html-title = { $title } · comments
html-skip = To the questions
html-language = 中文
html-theme = Light or dark
html-headline =
    { $unanswered ->
        [0] No question waits for an answer
        [one] question waits for an answer
       *[other] questions wait for an answer
    }
html-nothing = There are no questions
html-articles =
    { $articles ->
        [one] article
       *[other] articles
    }
html-recent = In the last 30 days of the data
html-recent-period = { $first } – { $last }, beside the 30 days before
html-before = before: { $before }
html-risen = Asked about more than before: { $topics }.
html-rose = { $topic } ({ $now }, before { $before })
html-waiting = Unanswered, and liked by most
html-waiting-all = See the unanswered questions in the list
html-charts = The discussion in pictures
html-table = As a table
html-questions = The questions
html-shown-all =
    { $shown ->
        [one] The page holds the 1 question there is.
       *[other] The page holds all { $shown } questions.
    }
html-shown =
    The page holds the { $shown ->
        [one] question that matters most
       *[other] { $shown } questions that matter most
    }, of { $total }: under each topic the most liked, unanswered ones first.
html-whole = All of them are in
html-whole-hint = The command commentscope analyze --report html --report csv writes all of them beside it, into questions.csv.
html-search = Search
html-search-hint = Words in question, comment or name
html-filter-topic = Topic
html-filter-state = Answer
html-filter-series = Series
html-filter-since = From
html-filter-until = To
html-filter-likes = Likes, at least
html-sort = Order
html-group = Group by topic
html-reset = Clear
html-copy = Copy as Markdown
html-copied = Copied
html-all-topics = All topics
html-all-states = Answered or not
html-all-series = All series
html-sort-waiting = Unanswered first
html-sort-likes = Most liked
html-sort-newest = Newest
html-sort-replies = Most replies
html-none = No question fits. Clear a filter, or search for less.
html-found =
    { $questions ->
        [one] 1 question found
       *[other] { $questions } questions found
    }
html-asked =
    { $questions ->
        [one] 1 question
       *[other] { $questions } questions
    }
html-open = { $unanswered } unanswered
html-more =
    { $more ->
        [one] Show 1 more
       *[other] Show more ({ $more } left)
    }
html-full = The whole comment
html-reply = The author's answer
html-cut = The comment is longer; what is shown ends here.
html-rest =
    { $rest ->
        [one] 1 more
       *[other] { $rest } more
    }
html-most-liked = The { $shown } most liked of { $total }.
html-keywords-hint = The larger, the more a word says about this discussion; beside it, how many comments it is in.
html-readers = Frequent readers
html-readers-hint = Those with most comments. They are people: think before you pass this page on.
html-reader = reader
html-no-script = The list of questions needs JavaScript, which is switched off here. Everything else on this page works without it.
html-made = Made by commentscope { $version }. The page fetches nothing and sends nothing.


## labelled comments: evaluate, topics train

labelled-format = { $path } holds no table of labelled comments.
    .advice = It can be CSV, JSON Lines, XLSX, Parquet or SQLite; the first row of a CSV or a sheet names the columns.
labelled-no-column = { $path } has no column { $column }; its columns are: { $columns }.
    .advice = --column OURS=THEIRS says what the file calls one: --column text=comment
labelled-no-labels = { $path } has neither a column `intent` nor a column `topics`; its columns are: { $columns }.
    .advice = `commentscope annotate` writes such a file; correct its labels by hand.
labelled-blank =
    { $rows ->
        [one] 1 row without a text was left out.
       *[other] { $rows } rows without a text were left out.
    }
labelled-damaged =
    { $rows ->
        [one] 1 row could not be read and was left out:
       *[other] { $rows } rows could not be read and were left out:
    }
labelled-unknown-intents = These are no intents, and their rows were not scored for intent: { $intents }
labelled-unknown-topics = These topics are labelled but unknown here, and were not scored: { $topics }
floor-wrong = The floor of { $name } must be a number from 0 to 1, not { $value }.
    .advice = For example: --floor question=0.95
floor-unknown = There is no score { $name }.
    .advice = The scores of this file: { $known }
floor-missed = { $name }: F1 { $f1 }, below the floor of { $floor }.
scores-comments =
    { $comments ->
        [one] 1 labelled comment
       *[other] { $comments } labelled comments
    }
scores-unsure =
    { $labels ->
        [one] 1 unsure label left out
       *[other] { $labels } unsure labels left out
    }
scores-score = F1
scores-interval = 95 %
scores-precision = precision
scores-recall = recall
scores-positives = number
scores-question = Is it a question?
scores-intent = Intents, mean
scores-topics = Topics, mean
scores-confusion = Confusion of intents
scores-confusion-aside = rows: as labelled, columns: as found
scores-confusion-narrow = as labelled, as found
scores-mistakes = Worst mistakes
scores-readers = labelled
scores-found = found
scores-no-topic = no topic
labelled-no-topics = { $path } has no column `topics` to learn from.
    .advice = `commentscope annotate` writes one; correct it by hand: keys of topics, `;` between them.
train-working = Learning terms …
train-nothing = Nothing was learned that helps on other articles; { $path } was not written.
train-head =
    { $comments ->
        [one] Learned from 1 labelled comment
       *[other] Learned from { $comments } labelled comments
    }
train-aside = F1 of terms learned from four fifths of the articles, on the fifth one
train-comments = comments
train-articles = articles
train-before = before
train-after = after
train-gain = gain
train-few = too few labels
train-no-gain = stays as it is
train-needed =
    A topic needs { $comments ->
        [one] 1 labelled comment
       *[other] { $comments } labelled comments
    } from { $articles ->
        [one] 1 article
       *[other] { $articles } articles
    }, and as many comments on other things.
train-added = added
train-moved = moved
train-dropped = dropped
train-file-head =
    Learned by `commentscope topics train` from labelled comments. Read it, drop what looks wrong, and check it:
    commentscope topics check FILE
train-file-topic =
    { $comments ->
        [one] 1 labelled comment
       *[other] { $comments } labelled comments
    } from { $articles ->
        [one] 1 article
       *[other] { $articles } articles
    }; F1 on articles not learned from: { $before } before, { $after } now

## a command written wrongly

usage-option = There is no option { $option }.
usage-option-alike = There is no option { $option }; perhaps you mean { $alike }.
usage-option-value = The option { $option } is given without a value that it needs, or with one that it doesn't take.
usage-missing = { $what } is missing.
usage-value = { $what } wants { $wanted }.
usage-other = { $detail }
usage-command = There is no command { $command }.
usage-command-alike = There is no command { $command }; perhaps you mean { $alike }.
usage-extra = The command takes nothing more than what is here before it: { $extra }.
usage-help =
    { $usage }
    `{ $command } --help` says more.
