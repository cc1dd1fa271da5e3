
## commands

interrupted = 已中断，没有留下写了一半的文件。
unexpected-error = 出现了意料之外的错误：{ $error }
    .advice = 请把 `--debug` 显示的内容报告给我们。
silent-files = { $files } 个文件中有 { $silent } 个没有留言。
left-out = 另有 { $count } 条未计入：{ $reasons }。
left-out-deleted = 已删除 { $count }
left-out-hidden = 被隐藏 { $count }
left-out-spam = 垃圾留言 { $count }
left-out-pending = 未通过审核 { $count }
left-out-pingback = 引用通告 { $count }
left-out-notice = 系统消息 { $count }
left-out-collapsed = 折叠而未载入 { $count }
left-out-empty = 没有文字 { $count }
left-out-separator = 、
damaged-summary = 有 { $items } 处未能正常读取，涉及 { $comments } 条缺失或存疑的留言。
damaged-more = ……另有 { $more } 处；`analyze --report md` 会全部列出。
undated-left-out = { $comments } 条没有日期的留言不在所选时段内。
stdout-failed = 无法写入标准输出：{ $reason }
    .advice = 请腾出空间，或把输出改到别处。
progress = { $files } 个文件 · { $comments } 条留言 · 每秒 { $rate } 条
progress-reading = 正在读取：{ $done } / { $total } …
progress-analysing = 正在分析：{ $done } / { $total } 条留言 …
written = 已写入：{ $files }
no-input = 没有输入：既没有指定文件，这里也没有 { $folder } 文件夹。
    .advice = 请指定文件或文件夹（commentscope analyze articles/），或先用自带的文章试试：commentscope analyze --sample
date-wrong = { $date } 不是日期。
    .advice = 请写成某天、某月或某年：2024-05-01、2024-05 或 2024。
period-empty = 时段的结束（{ $until }）早于开始（{ $since }）。
topic-unknown = 没有 { $topic } 这个主题。
    .advice = 已有主题：{ $known }。用 --topics FILE 可以换成自己的主题。
segmenter-unknown = 没有 { $name } 这个分词器。
    .advice = 可选的分词器：{ $known }。
dictionary-unreadable = 词典 { $path } 无法读取：{ $reason }。
    .advice = --dict 需要一个文本文件，每行一个词：词 [词频] [词性]。
dictionary-encoding = 词典 { $path } 不是 UTF-8 编码（第 { NUMBER($position, useGrouping: 0) } 字节处）。
    .advice = 请另存为 UTF-8 后再试。
table-without-text = 表中没有 `text` 列；现有的列：{ $columns }。
    .advice = 请把存放留言正文的列改名为 `text`。
table-column-wrong = 列 { $column } 无法读作 { $dtype }：{ $reason }
    .advice = 请转换它，或者去掉这一列：未知好过错误。
worker-died = 一个工作进程意外退出，多半是内存不足。
    .advice = 请减少进程数：--jobs 1。
pipe-format = 标准输出需要能在管道中流动的格式：{ $formats }。
    .advice = 请用 --format jsonl 说明，或指定文件：-o comments.parquet
topics-check-good = { $path } 没有问题，可以使用。


## sources

input-missing = 找不到 { $path }。
    .advice = 请检查拼写；articles/**/*.md 这样的通配符需要加引号，并且至少匹配一个文件。
glob-empty = 没有文件匹配 { $pattern }。
    .advice = `*` 代表一个名称，`**` 代表中间任意层文件夹；以点开头的名称不计在内。
input-denied = 没有读取权限。
    .advice = 请授予读取权限，或把它排除在外。
input-vanished = 列出输入时它还在，现在已不存在，或链接指向的目标不存在。
    .advice = 请重新运行命令。
input-no-file = 它不是普通文件，而是设备、管道或套接字，已跳过。
input-unreadable = 无法读取：{ $reason }。
text-replaced = 有 { $count } 个字符无法按 { $encoding } 解码，已用替换符代替。
source-unknown = 没有 { $source } 这种格式。
    .advice = 已知格式：{ $known }。不加 --from 时，会根据内容自动识别。
source-misfit = 指定按 { $source } 读取，但其中没有这种格式的内容；看起来像：{ $fitting }。
    .advice = 去掉 --from，让程序根据内容自动识别格式。
source-ambiguous = 内容不足以判断格式，可能是：{ $fitting }。
    .advice = 请用 --from 指定其中一种。
source-unloadable = 扩展格式 { $source }（{ $place }）无法加载：{ $reason }
    .advice = 请升级或卸载提供它的软件包。
json-broken = 从这里起不是有效的 JSON，其后的内容无法读取；此前的留言已读取。
json-line-broken = 这一行不是有效的 JSON。
geekbang-api-refused = 这是网站的出错回应，没有留言：{ $reason }（{ $code }）。
item-broken = 这一条无法完整读取：缺少昵称、正文或日期。
item-cut = 最后一条被截断。
table-row-width = 这一行有 { $cells } 格，而表头有 { $columns } 列。
table-row-open = 引号没有闭合，从这一行起无法读取。
table-several = 其中有几张表都像留言表：{ $tables }。请指定一张。
container-broken = 文件已损坏，后面的内容无法读取：{ $reason }
field-unknown = 没有 { $field } 这个字段。
    .advice = 可用的字段：{ $known }。
xml-doctype = 这份 XML 带有文档类型声明（DOCTYPE）。为防止实体攻击，已拒绝读取；请去掉声明后重试。
xml-broken = 从这里起不是有效的 XML，其后的内容无法读取：{ $reason }
source-unrecognised = 内容是 { $kind }，但不属于任何已知格式；同类的格式有：{ $known }。
table-not-there = 其中没有 { $table } 这张表；现有的表：{ $tables }。
table-without-column = 这张表里没有 { $missing } 这一列；现有的列：{ $columns }。
table-without-known-text = 这张表里认不出哪一列是留言正文；现有的列：{ $columns }。请用 --column text=列名 指定。
select-without-item = --select 没有说明一条留言在哪里。
    .advice = 请加上 --select item=…，例如 --select item=li.comment --select text=.body
selector-wrong = { $selector } 不是有效的 CSS 选择器：{ $reason }
    .advice = 例如 --select item=li.comment --select "posted=time@datetime"
explain-rules-only = --explain 说明模型的依据，而 --rules-only 不使用模型。
    .advice = 请去掉其中一个；决定主题的词语在两种情况下都会标出。
pair-wrong = { $option } { $given } 中没有等号。
    .advice = 请写成 { $option } 字段=值，例如 { $example }
sources-format = 格式
sources-about = 读什么
sources-carries = 能取到
sources-file = 文件
sources-comments = 留言
sources-has = 已有
sources-missing = 缺少
sources-example = 例子
sources-none = 不属于任何已知格式，或者没有留言
sources-several = 无法判断：{ $candidates }
sources-count = { $comments } 条
sources-declared = ，来源标明 { $declared } 条
source-about-geekbang = 极客时间存档：文章末尾的“精选留言”，也在 MkDocs 网页里
    .example = commentscope analyze article.md
source-about-geekbang-site = 极客时间文章连同网站自己的 HTML（geek_crawler），含作者回复
    .example = commentscope analyze geek_crawler/
source-about-geekbang-clip = 从浏览器剪藏成 Markdown 的极客时间文章
    .example = commentscope analyze clips/
source-about-geekbang-ebook = 做成电子书的极客时间文章（geektime_dl）
    .example = commentscope analyze ebook/
source-about-store = `commentscope fetch` 获取的内容：数据库 data/comments.db
    .example = commentscope analyze data/comments.db
source-about-geekbang-api = 极客时间网站的接口回应，两个版本，含回复讨论
    .example = commentscope analyze comments.json
source-about-hackernews = Hacker News 的 Algolia 接口回应
    .example = commentscope analyze item.json
source-about-discourse = Discourse 论坛的主题（/t/编号.json）
    .example = commentscope analyze topic.json
source-about-github = GitHub 讨论与 issue 的评论，giscus 与 utterances
    .example = commentscope analyze discussion.json
source-about-wechat = 微信公众号文章的精选留言：接口回应或保存的网页
    .example = commentscope analyze wechat.html
source-about-juejin = 稀土掘金的评论接口回应
    .example = commentscope analyze juejin.json
source-about-mediacrawler = MediaCrawler 的评论表：小红书、抖音、快手、B 站、微博、贴吧、知乎
    .example = commentscope analyze xhs_comments.csv
source-about-waline = Waline 的导出
    .example = commentscope analyze waline.json
source-about-twikoo = Twikoo 的导出
    .example = commentscope analyze twikoo.json
source-about-valine = Valine 的导出（LeanCloud）
    .example = commentscope analyze Comment.0.jsonl
source-about-artalk = Artalk 的交换格式 Artrans
    .example = commentscope analyze comments.artrans
source-about-wordpress = WordPress 的导出（WXR）
    .example = commentscope analyze wordpress.xml
source-about-disqus = Disqus 的 XML 导出
    .example = commentscope analyze disqus.xml
source-about-isso = Isso 的数据库或通用 JSON
    .example = commentscope analyze isso.db
source-about-remark42 = Remark42 的备份
    .example = commentscope analyze backup.jsonl
source-about-youtube = youtube-comment-downloader 的输出
    .example = commentscope analyze video.jsonl
source-about-reddit = Reddit 帖子与评论树（网址加 .json）
    .example = commentscope analyze thread.json
source-about-select = 其他任何网页：用 CSS 选择器指明留言在哪里
    .example = commentscope analyze page.html --select item=li.comment --select text=.body --select "posted=time@datetime"
source-about-schema-org = 任何网页里写给搜索引擎的评论（schema.org：JSON-LD、微数据或 RDFa）
    .example = commentscope analyze page.html
source-about-table = 任何表格：CSV、TSV、JSON、JSON Lines、Parquet、Excel、SQLite，也包括 annotate 的输出
    .example = commentscope analyze comments.csv --column text=内容 --column author=昵称
geekbang-item = 这一条无法读取：缺少昵称、计数、正文或结尾。
geekbang-day = 这条留言的日期不存在或无法识别；留言已保留，日期记为未知。
geekbang-cut-header = 留言区在标题处被截断。
geekbang-cut = 留言区被截断：标明 { $declared } 条，读到 { $read } 条，缺 { $missing } 条。
geekbang-missing = 标明 { $declared } 条留言，读到 { $read } 条；另有 { $missing } 条不见踪影。
geekbang-surplus = 标明 { $declared } 条留言，读到 { $read } 条，多出 { $missing } 条。

## topics

topics-unreadable = 主题文件 { $file } 无法读取：{ $reason }。
    .advice = --topics 需要一个 TOML 文件；用 commentscope topics list 可查看内置主题。
topics-encoding = 主题文件 { $file } 不是 UTF-8 编码（第 { NUMBER($position, useGrouping: 0) } 字节）。
    .advice = 请另存为 UTF-8 后重试。
topics-not-toml = 主题文件 { $file } 不是有效的 TOML：{ $reason }
    .advice = 每个主题一张表：先写一行 [my-topic]，下面写 strong = ["词", "另一个词"]。
topics-empty = { $file } 中没有任何主题。
    .advice = 每个主题一张表：先写一行 [my-topic]，下面写 strong = ["词", "另一个词"]。
topics-bad-extends = { $file }：extends 只能是 true 或 false。
    .advice = 在文件开头写 extends = true，表示在内置主题之外添加你的主题。
topics-not-table = { $file }：{ $topic } 不是一张表。
    .advice = 主题以一行 [{ $topic }] 开头，下面写它的词。
topics-bad-key = { $file }：{ $topic } 不能作为主题的键。
    .advice = 请用小写字母、数字、- 和 _；给读者看的名称写在 name = {"{"} zh = "…", en = "…" {"}"} 里。
topics-bad-name = { $file }：{ $topic } 的名称无效。
    .advice = 请写 name = "…"，或 name = {"{"} zh = "…", en = "…" {"}"}。
topics-bad-list = { $file }：{ $topic } 的 { $name } 不是字符串列表。
    .advice = 请写 { $name } = ["词", "另一个词"]。
topics-no-terms = { $file }：{ $topic } 没有任何词，什么也找不到。
    .advice = 请写 strong = ["…"]，或至少两个 weak 词。
topics-blank-term = { $file }：{ $topic } 的 { $name } 中有空词。
topics-unknown-key = { $file }：{ $topic } 有未知的设置 { $name }，已忽略。
    .advice = 可用的有 name、strong、weak、except、hints 和 titles。
topics-one-weak = { $file }：{ $topic } 只有一个弱词“{ $term }”，单独不起作用。
    .advice = 请把它改为 strong，或再添加几个弱词。
topics-term-excepted = { $file }：{ $topic } 的“{ $term }”同时也是例外，永远不会计入。
    .advice = 请从其中一个列表中去掉。
topics-term-twice = { $file }：“{ $term }”出现在 { $topic } 的两个列表中，以较强的为准。
    .advice = 请只保留一处。
topics-idle-exception = { $file }：{ $topic } 的例外“{ $term }”不包含它的任何词，不起作用。
    .advice = 请删去，或检查写法。
topics-shared-term = { $file }：“{ $term }”既是 { $topic } 也是 { $other } 的强词：含有它的评论会同时归入两者。
    .advice = 如果只需要一个，请从另一个中去掉。

## learned model

model-missing = 无法读取模型文件 { $path }。
    .advice = 请重新安装 commentscope：它的文件不完整。
model-damaged = 模型文件 { $path } 的校验和不对，不是训练得到的那个文件。
    .advice = 请重新安装 commentscope：文件被改动或已损坏。
explain-place = { $term } [{ $start }:{ $end }]
explain-whole = 由整体判断，没有突出的词

## report

report-empty =
    { $files ->
        [0] 没有留言。
       *[other] 读了 { $files } 个文件，没有留言。
    }
    .advice = commentscope 读取带有留言区的文章；运行 commentscope analyze --sample 可以先看看效果。
report-articles = { $articles } 篇文章
report-comments = 留言
report-readers = 读者
report-questions = 提问
report-unanswered = 未答复
report-answered = 已答复
report-unknown = 未知
report-requests = 期望
report-corrections = 纠错
report-likes = { $likes } 赞
report-replies = { $replies } 条回复
report-nameless = （未署名）
report-list-separator = 、
report-article-title = 《{ $title }》
report-kinds = 读者写了什么
report-intent-question = 提问
report-intent-request = 期望
report-intent-correction = 纠错
report-intent-answer = 解答
report-intent-praise = 称赞
report-intent-remark = 见解与其他
report-topics = 关注点
report-by-topic = 读者在问什么
report-asked =
    { $questions } 个提问{ $unanswered ->
        [0] {""}
       *[other] ，{ $unanswered } 个未答复
    }
report-request-list = 读者期望
report-correction-list = 读者指正
report-above = 上文已列出 { $above } 个
report-other-questions = 其他
report-more-topic = 还有 { $more } 个：commentscope questions --topic { $topic }
report-waiting = 等待答复
report-first-of = 前 { $shown } 条，共 { $total } 条
report-keywords = 关键词
report-keywords-aside = 数字为出现该词的留言数
report-trend = 时间走势
report-peak = { $period } 最多：{ $comments } 条
report-unread = 未能完整读取
report-declared = 来源标明共有 { $declared } 条留言，实际读到 { $read } 条。
report-more = …… 还有 { $more } 条
report-total-likes = 获赞
report-line = 第 { NUMBER($line, useGrouping: 0) } 行
report-no-questions = 没有提问。
report-more-questions = 共 { $total } 个提问，列出 { $shown } 个；加 --limit 0 列出全部。
report-author-answers = 作者回复：
report-topic-key = 键
report-topic-name = 名称
report-topic-terms = 词语
output-twice = 输出文件 { $path } 出现了两次。
    .advice = 请为每个输出各取一个文件名。
output-device = { $path } 是设备或管道，不是文件。
    .advice = 请指定一个文件，或写到标准输出：-o - --format jsonl
output-folder = { $path } 是一个文件夹。
    .advice = 请指定其中的文件，或换一个位置。
output-under-file = 无法创建 { $path }：路径中有一段是文件，不是文件夹。
    .advice = 请用 --output 换一个位置。
output-forbidden = 无法写入 { $path }：没有权限。
    .advice = 请开放写入权限，或用 --output 换一个位置。
output-read-only = 无法写入 { $path }：文件系统是只读的。
    .advice = 请用 --output 换一个位置。
output-full = 无法写入 { $path }：磁盘已满。原有的文件没有改动。
    .advice = 请腾出空间，或用 --output 换一个位置。
output-failed = 无法写入 { $path }：{ $reason }
    .advice = 请检查该位置，或用 --output 换一个位置。
output-format-unknown = 从 { $path } 看不出表格的格式。
    .advice = 可用的扩展名：{ $known }
sheet-full = 一张 Excel 工作表最多容纳 { $rows } 条留言，这里超出了。
    .advice = 请改用 .csv、.parquet 或 .db，或用 --since 和 --until 只取一段时间。
sheet-shortened = 有 { $cells } 个单元格超过 Excel 的上限，已截短为 { $length } 个字符；.csv、.parquet 和 .db 会完整保留。

## live

address-wrong = { $url } 不是网址。
    .advice = 网址形如 https://time.geekbang.org/column/article/780
address-scheme = 无法获取 { $url }：只支持 http 和 https 网址。
address-no-host = { $url } 中没有主机名。
    .advice = 网址形如 https://time.geekbang.org/column/article/780
address-password = { $host } 的网址里带有用户名或密码，它们不应出现在命令行上。
    .advice = 请去掉它们，改用 --cookies FILE 提供 Cookie。
address-private = 没有获取 { $host }：它的地址 { $address } 属于本机、内部网络或保留地址。
    .advice = 如果确实需要，请加 --allow-private。有些代理会给所有域名分配这样的地址。
fetch-nothing = 没有要获取的内容。
    .advice = 请给出网址（commentscope fetch https://time.geekbang.org/column/article/780），或用 --article-ids FILE 给出清单。
site-unknown = 没有 { $site } 这个站点。
    .advice = 已知站点：{ $known }。不加 --from 时，由网址判断。
site-misfit = { $url } 不是 { $site } 的讨论。
    .advice = 请检查网址，或去掉 --from。
list-unreadable = 清单 { $path } 无法读取：{ $reason }。
    .advice = --article-ids 需要一个文本文件，每行一个文章编号或网址。
list-encoding = 清单 { $path } 不是 UTF-8 编码。
    .advice = 请另存为 UTF-8 后再试。
list-line = { $path } 第 { NUMBER($line, useGrouping: 0) } 行：既不是编号，也不是网址。
    .advice = 每行是文章的编号或网址，后面可以写标题：780 标题
cookies-unreadable = Cookie 文件 { $path } 无法读取：{ $reason }。
    .advice = --cookies 需要 Netscape 格式的文件（cookies.txt），或内容为请求中 Cookie 一行的文件。
cookies-none = { $path } 中没有 Cookie。
    .advice = --cookies 需要 Netscape 格式的文件（cookies.txt），或内容为请求中 Cookie 一行的文件。
cookies-line = { $path } 第 { NUMBER($line, useGrouping: 0) } 行不是 Cookie。（内容可能涉密，这里不显示。）
    .advice = Cookie 可以是 Netscape 格式（七个字段，以制表符分隔），也可以像请求中那样：name=value; name=value
cookies-several-hosts = { $path } 没有说明 Cookie 属于哪个站点，而网址分属多个站点。
    .advice = 请一次只获取一个站点，或改用写明站点的 Netscape 格式。
proxy-wrong = 环境变量中的代理无法使用。
    .advice = HTTP_PROXY、HTTPS_PROXY 和 ALL_PROXY 形如 http://127.0.0.1:7890 或 socks5://127.0.0.1:7891
token-wrong = { $variable } 中的令牌无效。（令牌涉密，这里不显示。）
sign-in = 站点要求登录，或者提供的 Cookie 已失效（代码 { $code }）：{ $url }
    .advice =
        请先在浏览器中登录，然后用能导出 Cookie 的浏览器扩展把该站点的 Cookie 存为 Netscape 格式（cookies.txt）；或者打开开发者工具（F12）的“网络”一栏，任选一个发往该站点的请求，把其中 Cookie 请求头的值复制到文本文件里。再运行：commentscope fetch … --cookies FILE。已经获取的内容都已保存，同一条命令会接着进行。请像保管密码一样保管这个文件。
fetch-broken = 无法连接 { $url }：{ $reason }
    .advice = 请检查网络；再次运行同一条命令，会从中断处继续。
fetch-no-host = 找不到主机 { $host }，或者网络不通。
    .advice = 请检查网址和网络。
fetch-too-fast = 站点认为请求过快（状态 { $status }）：{ $url }
    .advice = 请稍等一阵；再次运行同一条命令，会从中断处继续。把 --rate 调大可以放慢速度。
fetch-later = 站点要求等待 { $seconds } 秒：{ $url }
    .advice = 请等到那时；再次运行同一条命令，会从中断处继续。
fetch-status = 站点返回了状态 { $status }：{ $url }
fetch-no-access = 站点不允许访问（状态 { $status }）：{ $url }
    .advice = 如果在浏览器中能看到，请用 --cookies FILE 提供 Cookie；GitHub 请把令牌放在 GITHUB_TOKEN 中。
fetch-gone = 这里没有内容（状态 { $status }）：{ $url }
    .advice = 请检查网址。
fetch-robots = 站点的 robots.txt 不允许程序访问：{ $url }
    .advice = 可以在浏览器中保存网页，再读取文件：commentscope analyze page.html
fetch-redirects = { $url } 的跳转超过 { $times } 次。
fetch-too-large = 回应超过 { $limit } 字节：{ $url }
fetch-packed = 回应使用了没有请求的压缩方式 { $packing }：{ $url }
fetch-not-json = 站点返回的不是 JSON：{ $url }
    .advice = 可能是提示繁忙的页面，请稍后再试。
fetch-unknown = 站点返回了无法识别的内容：{ $url }
    .advice = API 可能已有变化，或者网址属于另一类站点：见 --from。
fetch-refused = 站点拒绝了请求（代码 { $code }：{ $reason }）：{ $url }
fetch-no-comments = 网页中没有找到留言：{ $url }
    .advice = 请用 CSS 选择器指明位置：--select item=… --select text=…（还可以有 author=、likes=、posted=）。网页打开后才加载的内容，程序看不到：请在浏览器中保存网页，再读取文件。
fetch-stopped = { $url }：尚未完成。
fetch-stuck = { $url }：最后一页都是已经收到的留言；共 { $declared } 条，收到 { $received } 条。
    .advice = 对极客时间，可以换一种方式：--paging page 或 --api v4。
fetch-interrupted = 已中断。已获取的内容在 { $store } 中；再次运行同一条命令，会从中断处继续。
fetch-kept = 已存入 { $store }
fetch-goes-on = 继续 { $started }（UTC）开始的获取。
fetch-begins = 正在联系站点……
fetch-page = 第 { $number } 篇，共 { $of } 篇 · 第 { $page } 页 · { $received } 条留言
fetch-page-of = 第 { $number } 篇，共 { $of } 篇 · 第 { $page } 页 · { $received } / { $declared } 条留言
fetch-waits = { $seconds } 秒后重试。
receipt-declared = 应有
receipt-received = 收到
receipt-replies = 楼中楼
receipt-new = 新增
receipt-changed = 有变化
receipt-vanished = 已消失
receipt-all = 共 { $discussions } 篇
store-foreign = { $path } 不是 commentscope 的数据库。
    .advice = 请用 --store 指定另一个文件。
store-newer = 数据库 { $path } 来自更新版本的 commentscope。
    .advice = 请升级 commentscope，或用 --store 指定另一个文件。
store-locked = 数据库 { $path } 正被另一个程序使用。
    .advice = 请等它结束，或用 --store 指定另一个文件。
store-full = 数据库 { $path } 无法继续写入：磁盘已满。之前获取的内容都在。
    .advice = 请腾出空间；再次运行同一条命令，会从中断处继续。
store-forbidden = 无法打开数据库 { $path }：{ $reason }
    .advice = 请开放写入权限，或用 --store 指定另一个文件。
store-broken = 数据库 { $path } 无法使用：{ $reason }
store-unreadable = 数据库无法读取：{ $reason }。
sheet-replaced = 有 { $cells } 个单元格含控制字符，Excel 无法保存，已用 � 代替。
sheet-summary = 概览
sheet-questions = 提问
sheet-comments = 留言
sheet-topics = 主题
sheet-month = 月份
sheet-share = 占比
sheet-continued = 一张 Excel 工作表最多 { $rows } 行；其余内容在 { $sheets } 中。

## columns of tables

column-id = 编号
column-source = 来源
column-article = 文章
column-series = 专栏
column-url = 地址
column-author = 读者
column-avatar = 头像
column-text = 留言
column-likes = 获赞
column-replies = 回复数
column-posted = 时间
column-parent = 所回复的编号
column-reply = 作者回复
column-intent = 类别
    .meaning = 留言的类别：提问、期望、纠错、解答、称赞或其他。
column-question = 问题
column-topics = 主题
    .meaning = 主题的键，最确定的在前。
column-evidence = 依据
column-reply-to = 回复对象
column-answered = 答复
    .meaning = 来源是否显示已有答复；无法判断则为空。

## databases

database-about = { $readers } 位读者的 { $comments } 条留言，由 commentscope 整理成数据库。
database-comments = 全部留言及分析结果。在搜索框中，中文词语之间请用空格隔开。
database-questions = 其中的提问。
database-articles = 留言所在的文章。
database-topics = 所查找的主题，以及各主题的数字。
database-comment-topics = 哪条留言属于哪个主题；位次 1 为最确定。
database-months = 每月的留言与提问。
database-keywords = 最能说明内容的词，以及出现该词的留言数。
database-damaged = 未能完整读取的内容。

## charts

chart-topics = 读者问什么，哪些还在等答复
chart-topics-words = 问得最多的是“{ $topic }”：{ $questions } 个提问，{ $unanswered } 个未答复。
chart-trend = 讨论随时间的变化
chart-trend-words = { $month } 写得最多：{ $comments } 条留言，其中 { $questions } 个提问。
chart-intents = 读者写了什么
chart-intents-words = “{ $intent }”最多，占留言的 { $share }。
chart-series = 各专栏的读者在问什么
chart-series-words = 提问最多的是《{ $series }》，其中问得最多的是“{ $topic }”。图中列出 { $shown } 个专栏，共 { $total } 个。
chart-likes = 获赞多的留言有人回复吗
chart-likes-words =
    { $liked ->
        [0] 没有留言获得 { $least } 个以上的赞。
       *[other] 获赞 { $least } 个以上的留言有 { $liked } 条，其中 { $silent } 条没有回复。
    }
chart-head-topic = 主题
chart-head-comments = { report-comments }
chart-head-questions = { report-questions }
chart-head-unanswered = { report-unanswered }
chart-head-answered = { report-answered }
chart-head-unknown = { report-unknown }
chart-head-month = 月份
chart-head-intent = 类别
chart-head-share = 占比
chart-head-series = 专栏
chart-head-replies-likes = 回复 ↓ 赞 →
chart-likes-axis = 赞
chart-replies-axis = 回复
chart-other-questions = 其他提问
chart-other-comments = 其他留言
chart-cell = { $row }，{ $column }：{ $count }
chart-unknown = 没有 { $name } 这张图。
    .advice = 可选的图：{ $known }。
chart-font-missing = 没有找到含汉字的字体，图中的文字会变成空框。
    .advice = 请安装一种，例如思源黑体（Debian、Ubuntu：apt install fonts-noto-cjk；Fedora：dnf install google-noto-sans-cjk-fonts），或改用 SVG：--report svg

## notebooks

notebook-question = 提问
notebook-author = 作者
notebook-posted = 日期

## web page

html-title = { $title } · 留言
html-skip = 跳到提问列表
html-language = English
html-theme = 浅色或深色
html-headline =
    { $unanswered ->
        [0] 没有提问在等待答复
       *[other] 个提问还在等待答复
    }
html-nothing = 没有提问
html-articles =
    { $articles ->
       *[other] 文章
    }
html-recent = 数据的最近 30 天
html-recent-period = { $first } – { $last }，与之前的 30 天相比
html-before = 之前 { $before }
html-risen = 比之前问得更多的主题：{ $topics }。
html-rose = { $topic }（{ $now } 个，之前 { $before } 个）
html-waiting = 最受关注的未答复提问
html-waiting-all = 在列表中查看未答复的提问
html-charts = 图看讨论
html-table = 以表格显示
html-questions = 提问列表
html-shown-all = 本页包含全部 { $shown } 个提问。
html-shown = 本页包含最重要的 { $shown } 个提问，共 { $total } 个：每个主题下获赞最多的，未答复的优先。
html-whole = 全部提问见
html-whole-hint = 运行 commentscope analyze --report html --report csv，可同时得到包含全部提问的 questions.csv。
html-search = 搜索
html-search-hint = 提问、留言或昵称中的词
html-filter-topic = 主题
html-filter-state = 答复
html-filter-series = 专栏
html-filter-since = 从
html-filter-until = 到
html-filter-likes = 赞，至少
html-sort = 排序
html-group = 按主题分组
html-reset = 清除
html-copy = 复制为 Markdown
html-copied = 已复制
html-all-topics = 全部主题
html-all-states = 不论是否答复
html-all-series = 全部专栏
html-sort-waiting = 未答复的在前
html-sort-likes = 获赞最多
html-sort-newest = 最新
html-sort-replies = 回复最多
html-none = 没有符合的提问。可以清除一个筛选条件，或减少搜索词。
html-found = 找到 { $questions } 个提问
html-asked = { $questions } 个提问
html-open = { $unanswered } 个未答复
html-more = 显示更多（还有 { $more } 个）
html-full = 完整留言
html-reply = 作者的回复
html-cut = 留言更长，这里只显示到此处。
html-rest = 还有 { $rest } 条
html-most-liked = 获赞最多的 { $shown } 条，共 { $total } 条。
html-keywords-hint = 字越大，越能代表这里的讨论；旁边是出现该词的留言数。
html-readers = 常来的读者
html-readers-hint = 留言最多的读者。他们是真实的人，转发本页前请三思。
html-reader = 读者
html-no-script = 提问列表需要 JavaScript，而这里已停用。本页的其他内容不受影响。
html-made = 由 commentscope { $version } 生成。本页不会加载或发送任何内容。


## 标注过的留言：evaluate、topics train

labelled-format = { $path } 里没有标注表格。
    .advice = 可以是 CSV、JSON Lines、XLSX、Parquet 或 SQLite；CSV 和工作表的第一行是列名。
labelled-no-column = { $path } 里没有 { $column } 这一列；现有的列：{ $columns }。
    .advice = 用 --column 我们的列名=文件里的列名 来对应：--column text=评论
labelled-no-labels = { $path } 里既没有 `intent` 列，也没有 `topics` 列；现有的列：{ $columns }。
    .advice = `commentscope annotate` 会写出这样的文件，手工改正其中的标注即可。
labelled-blank = 有 { $rows } 行没有正文，未计入。
labelled-damaged = 有 { $rows } 行无法读取，未计入：
labelled-unknown-intents = 下列值不是意图，相应的行没有计入意图得分：{ $intents }
labelled-unknown-topics = 下列主题有标注，但这里没有定义，未计分：{ $topics }
floor-wrong = { $name } 的下限必须是 0 到 1 之间的数，而不是 { $value }。
    .advice = 例如：--floor question=0.95
floor-unknown = 没有 { $name } 这项得分。
    .advice = 这个文件有的得分：{ $known }
floor-missed = { $name }：F1 为 { $f1 }，低于下限 { $floor }。
scores-comments = { $comments } 条标注过的留言
scores-unsure = 不确定的标注 { $labels } 个，未计入
scores-score = F1
scores-interval = 95% 区间
scores-precision = 精确率
scores-recall = 召回率
scores-positives = 数量
scores-question = 是不是提问
scores-intent = 意图（平均）
scores-topics = 主题（平均）
scores-confusion = 意图的混淆
scores-confusion-aside = 行：标注，列：程序判断
scores-confusion-narrow = 标注、程序判断
scores-mistakes = 最严重的错误
scores-readers = 标注
scores-found = 判断
scores-no-topic = 无主题
labelled-no-topics = { $path } 里没有可供学习的 `topics` 列。
    .advice = `commentscope annotate` 会写出这一列；请手工改正，填主题的键，用 `;` 隔开。
train-working = 正在学习词语……
train-nothing = 没有学到在其他文章上有用的词语；未写入 { $path }。
train-head = 学自 { $comments } 条标注过的留言
train-aside = F1：从五分之四的文章学到的词语，用在其余五分之一上
train-comments = 留言
train-articles = 文章
train-before = 原来
train-after = 学后
train-gain = 提高
train-few = 标注太少
train-no-gain = 保持原样
train-needed = 一个主题至少需要 { $articles } 篇文章的 { $comments } 条标注，其他内容也要有同样多。
train-added = 新增
train-moved = 调整
train-dropped = 去掉
train-file-head =
    由 `commentscope topics train` 从标注过的留言学得。请通读一遍，删去不合适的词语，再检查：
    commentscope topics check 文件
train-file-topic = { $articles } 篇文章的 { $comments } 条标注；在未参与学习的文章上，F1 原为 { $before }，现为 { $after }

## 写错的命令

usage-option = 没有 { $option } 这个选项。
usage-option-alike = 没有 { $option } 这个选项；想写的也许是 { $alike }。
usage-option-value = 选项 { $option } 需要一个值却没有写，或者不需要值却写了。
usage-missing = 缺少 { $what }。
usage-value = { $what } 要的是 { $wanted }。
usage-other = { $detail }
usage-command = 没有 { $command } 这个命令。
usage-command-alike = 没有 { $command } 这个命令；想写的也许是 { $alike }。
usage-extra = 命令到这里已经完整，多出了：{ $extra }。
usage-help =
    { $usage }
    更多说明见 `{ $command } --help`。
