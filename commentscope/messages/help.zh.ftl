# `--help` 里的文字，纯文本：`help.py` 不经 Fluent 的解析器直接读取，好让帮助立刻出现。空行分段；段内换行会变成空格，
# 所以每段中文写在一行里。

## 四周的词

help-words =
    .usage = 用法：
    .options_metavar = [选项]
    .subcommand_metavar = 命令 [参数]...
    .arguments = 参数
    .options = 选项
    .commands = 命令
    .default = 默认：
    .required = 必填
    .input = 输入
    .analysis = 分析
    .output = 输出
    .site = 站点
    .manners = 礼貌

## 多个命令共有的选项

help-options =
    .inputs = 文件、文件夹、通配符，或用 - 表示标准输入。不写则读 data/ 文件夹。
    .sample = 读取 commentscope 自带的文章。
    .source = 按这种格式读取输入，不再从内容判断。
    .column = 用于表格：哪一列是哪个字段，如 text=内容。可以写多次。
    .select = 用于其他网页：到哪里找 item（一条留言）、text、author、likes、posted。可以写多次。
    .since = 只看这一天、这个月或这一年起的留言：2024-05-01、2024-05 或 2024。
    .until = 只看到这一天、这个月或这一年结束为止的留言。
    .topics = 按这个 TOML 文件里的主题来找；内置的主题见 `commentscope topics list`。
    .min_score = 只认概率不低于此值的主题，0 到 1 之间；不写则每个主题各有自己的界线。
    .rules_only = 只按线索和术语判断，不用学习得来的模型：快三分之一，但对的少一些。
    .dictionary = 给分词器加词，用 jieba 的格式：一行一词，词频和词性可写可不写。
    .segmenter = 用什么切分中文；两者结果相同，jieba-rs 快得多。
    .jobs = 用几个进程。不写：输入少时一个，多时每个处理器一个。
    .lang = 输出的语言；不写则取决于系统的语言环境。
    .quiet = 不显示进度和提示；只有结果、损坏和错误。
    .debug = 出错时显示完整的调用过程。
    .json_output = 只输出 JSON，供其他程序使用。
    .help = 显示这段帮助。
    .install_completion = 为当前的 shell 安装自动补全。
    .show_completion = 显示当前 shell 的自动补全脚本，供复制或自行修改。

## commentscope

help-commentscope =
    读懂文章下面的留言：读者问了什么、问的是哪方面、哪些还没有人回答。

    先试试：commentscope analyze --sample
    .version = 显示版本。

## commentscope analyze

help-analyze =
    读取留言，找出问题和主题，并作总结。

    试试：commentscope analyze --sample
    .report = 另写一份报告：html（report.html）、md（report.md）、csv（comments.csv、questions.csv）、json（summary.json）、svg 或 png（图表，在 charts/ 里）、xlsx（report.xlsx）或 sqlite（report.db，附 Datasette 用的 metadata.json 和 settings.json）。可以写多次。
    .output = 报告写到哪个文件夹。
    .authors = 在 report.html 里列出最常留言的读者。他们是具体的人，所以默认不列。
    .json_output = 只输出 JSON 格式的总结，供其他程序使用。

## commentscope questions

help-questions =
    列出读者提的问题。

    试试：commentscope questions --sample --topic storage --unanswered
    .topic = 只看这个主题的问题；主题见 `commentscope topics list`。
    .unanswered = 只看还没有回答的问题。
    .sort = 什么排在前面：likes 获赞、newest 最新、replies 回复数。
    .limit = 最多列几条；0 表示全部。
    .full = 显示完整的留言，以及文章作者的回答。
    .pager = 列表比终端长时分页显示，用 $PAGER 或 less。
    .explain = 说明每个问题和它的主题主要依据哪些词、在什么位置。

## commentscope annotate

help-annotate =
    逐条写出留言和在其中找到的东西：意图、问题、主题、依据、回复的是谁。

    试试：commentscope annotate --sample --format jsonl | head -3
    .output = 写到哪个文件：.csv、.jsonl、.parquet、.xlsx 或 .db（SQLite）；- 表示标准输出。
    .table_format = 扩展名看不出来时写成什么格式。写到管道时用 csv 或 jsonl。

## commentscope evaluate

help-evaluate =
    用读者标注过的留言给分析打分。

    `unsure` 一列里写明的标签不计分。区间是 F1 在 95 % 置信度下所处的范围。

    试试：commentscope evaluate gold.csv --floor question=0.9
    .gold = 标注过的留言：.csv、.jsonl、.xlsx 或 .parquet，有 text 列，以及 intent 或 topics 列。
    .floor = 若某个 F1 更低，则以退出码 1 结束：question=0.95、intent=0.8 或 topics=0.85（平均值），也可以是某个意图或主题。可以写多次。
    .mistakes = 显示几个最严重的错误。
    .column = 文件里的列名不同时：text=评论。可以写多次。
    .topics = 按这个 TOML 文件里的主题来找，不用内置的主题。
    .json_output = 只输出 JSON，供其他程序使用；包括所有错误。

## commentscope fetch

help-fetch =
    把网上的讨论有礼貌地取到库里；随时可以停，同一条命令会接着做。

    以后再运行，会带回新的留言，以及当时的点赞数、回复和回答。

    试试：commentscope fetch https://news.ycombinator.com/item?id=1
    .urls = 讨论的地址：极客时间的文章、Hacker News 的帖子、Discourse 论坛的主题、GitHub 的讨论和 issue，或任何标明了评论的网页。
    .article_ids = 取文件里列出的内容：每行一篇极客时间文章的编号或地址，后面可以写标题。
    .store = 留言存在哪里；没有就新建。
    .threads = 极客时间：连留言下的讨论也取；每条留言多一次或几次请求。
    .site = 从地址看不出来时，它属于哪里：geekbang-api、hackernews、github、discourse 或 page。
    .select = 用于其他网页的 CSS 选择器：item=… 和 text=…，也可以写 author=、likes=、posted=。可以写多次。
    .api = 极客时间：站点接口的版本。
    .paging = 极客时间：列表怎样翻页。不写则 v1 用 score，v4 用 page。
    .cookies = Netscape 格式的 cookie 文件，或像请求头里那样的一行。不写则用环境变量 COMMENTSCOPE_COOKIE。
    .rate = 对同一主机两次请求之间隔几秒。不写则极客时间 3 秒，其他 1 秒。
    .allow_private = 也从内网和本机的地址获取。
    .json_output = 只输出 JSON 格式的回执，供其他程序使用。
    .quiet = 不显示进度和提示；只有结果和错误。

## commentscope topics

help-topics = 要找的主题：列出主题，检查自己的主题文件，或从标注过的留言里学一个。

## commentscope topics list

help-topics-list =
    列出主题和识别它们的术语。

    自己的主题文件可以从内置的开始：

    commentscope topics list --toml > my-topics.toml
    .file = 主题文件；不写则是内置的主题。
    .toml = 输出文件本身，作为自己的起点。

## commentscope topics check

help-topics-check = 指出主题文件里不可能对、或多半是笔误的地方。
    .file = 要检查的主题文件。

## commentscope topics train

help-topics-train =
    从标注过的留言里学习主题的术语，并说明在没学过的文章上好了多少。

    如果一个主题的已标注留言不到十条、不出自三篇文章，或者学到的术语没有用处，它就保持不变。新的主题只来自它们的标签。

    commentscope topics train labelled.xlsx -o my-topics.toml
    .labelled = `annotate` 写出、主题由人改正过的文件：.csv、.xlsx、.jsonl 或 .parquet。
    .output = 写到哪个主题文件。
    .topics = 从这个文件里的主题开始，不用内置的主题。
    .name = 报告里怎样称呼一个主题；新的主题默认用它的键。可以写多次。
    .column = 文件里的列名不同时：text=评论。可以写多次。

## commentscope sources

help-sources = 能读的格式：列出格式（不写子命令时），或检查一个文件被看作什么。

## commentscope sources list

help-sources-list = 按尝试的先后列出各种格式，以及每种格式带有什么。

## commentscope sources check

help-sources-check =
    说明一个文件被看作什么、有多少条留言、缺少什么，并举三例。

    试试：commentscope sources check comments.csv
    .file = 要检查的文件；- 表示标准输入。
    .source = 按这种格式读取文件。
    .column = 用于表格：哪一列是哪个字段。
    .select = 用于其他网页：到哪里找字段。
