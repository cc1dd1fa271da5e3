# What `--help` says, in plain text: `help.py` reads it without Fluent's parser, so that help comes at once. Blank
# lines part paragraphs.

## the words around it

help-words =
    .usage = Usage:
    .options_metavar = [OPTIONS]
    .subcommand_metavar = COMMAND [ARGS]...
    .arguments = Arguments
    .options = Options
    .commands = Commands
    .default = default:
    .required = required
    .input = Input
    .analysis = Analysis
    .output = Output
    .site = Site
    .manners = Manners

## options of several commands

help-options =
    .inputs = Files, folders, globs, or - for standard input. Without any: the folder data/.
    .sample = Read the article that comes with commentscope.
    .source = Read the inputs as this format instead of finding it from their content.
    .column = For tables: the column that holds a field, as in text=内容. May be given several times.
    .select = For other pages: where to find item (a comment), text, author, likes, posted. Several times.
    .since = Only comments from this day, month or year on: 2024-05-01, 2024-05 or 2024.
    .until = Only comments up to the end of this day, month or year.
    .topics = Look for the topics in this TOML file; `commentscope topics list` shows the built-in ones.
    .min_score = Only topics at least so probable, between 0 and 1; without it each topic has its own line.
    .rules_only =
        Decide by cues and terms alone, without the learned model: a third faster, and less often right.
    .dictionary =
        More words for the segmenter, in jieba's format: a word a line, its frequency and tag if you like.
    .segmenter = What cuts Chinese into words; both give the same, jieba-rs much faster.
    .jobs = Processes to work in. Without it: one for little input, else one a processor.
    .lang = Language of the output; from the locale unless given.
    .quiet = No progress, no notes; only results, damage and errors.
    .debug = Show the traceback of an error.
    .json_output = Print JSON alone, for other programs.
    .help = Show this message and exit.
    .install_completion = Install completion for the current shell.
    .show_completion = Show completion for the current shell, to copy it or customize the installation.

## commentscope

help-commentscope =
    Understand what readers say under articles: what they ask, about what, and what was left unanswered.

    Try it: commentscope analyze --sample
    .version = Show the version.

## commentscope analyze

help-analyze =
    Read discussions, find what they ask and about what, and sum it up.

    Try: commentscope analyze --sample
    .report =
        Write a report as well: html (report.html), md (report.md), csv (comments.csv, questions.csv), json
        (summary.json), svg or png (the charts, in charts/), xlsx (report.xlsx) or sqlite (report.db, with
        metadata.json and settings.json for Datasette). May be given several times.
    .output = Where reports are written.
    .authors = Name the most frequent readers in report.html. They are people: off by default.
    .json_output = Print the summary as JSON alone, for other programs.

## commentscope questions

help-questions =
    List the questions that readers ask.

    Try: commentscope questions --sample --topic storage --unanswered
    .topic = Only questions on this topic; see `commentscope topics list`.
    .unanswered = Only questions without an answer.
    .sort = What comes first: the most liked, the newest, or the most replied to.
    .limit = How many at most; 0 for all.
    .full = Show whole comments, and what the article's author answered.
    .pager = Page through a list that is longer than the terminal, with $PAGER or less.
    .explain = Say what weighed most for each question and its topics, and where.

## commentscope annotate

help-annotate =
    Write every comment with what was found in it: intent, question, topics, evidence, whom it answers.

    Try: commentscope annotate --sample --format jsonl | head -3
    .output = The file to write: .csv, .jsonl, .parquet, .xlsx or .db (SQLite); - for standard output.
    .table_format = What to write, where the ending does not say. In a pipe: csv or jsonl.

## commentscope evaluate

help-evaluate =
    Score the analysis against comments that readers have labelled.

    Labels named in a column `unsure` are left out. Intervals are where the F1 lies with 95 % confidence.

    Try: commentscope evaluate gold.csv --floor question=0.9
    .gold = Labelled comments: .csv, .jsonl, .xlsx or .parquet with the columns text, and intent or topics.
    .floor =
        End with exit code 1 if an F1 is lower: question=0.95, intent=0.8 or topics=0.85 (the means), an
        intent or a topic. May be given several times.
    .mistakes = How many of the worst mistakes to show.
    .column = What the file calls a column, if otherwise: text=评论. May be given several times.
    .topics = Look for the topics in this TOML file instead of the built-in ones.
    .json_output = Print JSON alone, for other programs; with all mistakes.

## commentscope fetch

help-fetch =
    Bring live discussions into the store, politely; stopped at any time, the same command goes on.

    Run again later, it brings what is new, and likes, replies and answers as they are by then.

    Try: commentscope fetch https://news.ycombinator.com/item?id=1
    .urls =
        Addresses of discussions: articles of GeekTime, stories of Hacker News, topics of a Discourse forum,
        discussions and issues of GitHub, or any page that states its comments.
    .article_ids =
        Fetch what a file lists: GeekTime's number or the address of an article a line, with its title behind
        it if you like.
    .store = Where comments are kept; made if it is not there.
    .threads = GeekTime: fetch the threads behind comments, too; a request or more for each.
    .site =
        What the addresses are of, where they don't tell: geekbang-api, hackernews, github, discourse or page.
    .select =
        For any other page, CSS selectors: item=… and text=…, and author=, likes=, posted= if you like. May be
        given several times.
    .api = GeekTime: the version of the site's API.
    .paging = GeekTime: how lists go on. Without it: score for v1, page for v4.
    .cookies =
        Cookies in Netscape's format, or as in a request's header. Without it: the environment variable
        COMMENTSCOPE_COOKIE.
    .rate = Time from one request to a host to the next. Without it: 3 for GeekTime, 1 for others.
    .allow_private = Fetch from addresses of private networks and of this machine, too.
    .json_output = Print the receipts as JSON alone, for other programs.
    .quiet = No progress, no notes; only results and errors.

## commentscope topics

help-topics =
    The topics that are looked for: list them, check a file of your own, or learn one from labelled comments.

## commentscope topics list

help-topics-list =
    List topics and the terms that tell them.

    A topics file of your own starts well from the built-in one:

    commentscope topics list --toml > my-topics.toml
    .file = A topics file; without it, the built-in topics.
    .toml = Print the file itself: a start for your own.

## commentscope topics check

help-topics-check = Say what in a topics file can't be right, or is likely a slip.
    .file = The topics file to check.

## commentscope topics train

help-topics-train =
    Learn a topic's terms from labelled comments, and say how much is gained on articles not learned from.

    A topic without ten labelled comments from three articles, or one whose terms gain nothing, stays as it
    is. Topics that are new come from their labels alone.

    commentscope topics train labelled.xlsx -o my-topics.toml
    .labelled = What `annotate` wrote, its topics corrected by hand: .csv, .xlsx, .jsonl or .parquet.
    .output = The topics file to write.
    .topics = Start from the topics in this file instead of the built-in ones.
    .name = What a topic is called in reports; new ones by their key. May be given several times.
    .column = What the file calls a column, if otherwise: text=评论. May be given several times.

## commentscope sources

help-sources = The formats that are read: list them (without a command, too), or check what a file is taken for.

## commentscope sources list

help-sources-list = List the formats, in the order in which a file is tried for them, and what each carries.

## commentscope sources check

help-sources-check =
    Say what a file is taken for, how many comments it holds, what they lack; and show three.

    Try: commentscope sources check comments.csv
    .file = The file to check; - for standard input.
    .source = Read the file as this format.
    .column = For tables: the column that holds a field.
    .select = For other pages: where to find a field.
