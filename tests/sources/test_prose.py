"""HTML and Markdown as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentscope.sources.prose import html_text, markdown_text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>一</p><p>二 <b>三</b><br>四<br><br>五</p>", "一\n\n二 三\n四\n\n五"),
        ("<ul><li>x<ul><li>y</li><li>z</li></ul></li><li>w</li></ul>后", "- x\n  - y\n  - z\n- w\n\n后"),
        ("<ol start=3><li><p>a</p></li><li>b</li></ol>", "3. a\n\n4. b"),
        ("<blockquote><p>问</p><p>再问</p></blockquote><p>答</p>", "> 问\n>\n> 再问\n\n答"),
        ("<blockquote>a<pre>x\n y</pre></blockquote>b", "> a\n>\n> ```\n> x\n>  y\n> ```\n\nb"),
        ("用 <code>kubectl get po</code>，好", "用 `kubectl get po`，好"),
        (
            "<p>a<p><pre><code>  if a &lt; b:\n    c\n</code></pre>\nz",
            "a\n\n```\n  if a < b:\n    c\n```\n\nz",
        ),
        ('<a href="https://k3s.io/docs">文档</a>', "文档 (https://k3s.io/docs)"),
        ('<a href="https://k3s.io/docs/long">k3s.io/docs/lo...</a>', "https://k3s.io/docs/long"),
        ('<a href="/u/lee">@lee</a> <a href="javascript:x">好</a>', "@lee 好"),
        (
            '好<img class="emoji" alt="👍" src="https://x/y.png"><img src="https://x/y.png">',
            "好👍https://x/y.png",
        ),
        ("List<String> &amp; Map&lt;K,V&gt; <i>a</i>", "List<String> & Map<K,V> a"),
        ("a<script>alert(1)</script><style>p{}</style><!-- no -->b", "ab"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("x\0y<b>\x0bz</b>", "x\0y\x0bz"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>", "a b\n1 2"),
    ],
)
def test_html(source: str, expected: str) -> None:
    """What a reader saw stays: paragraphs, lists, quotes, code, links, pictures' words."""
    assert html_text(source) == expected


def test_typed_lines() -> None:
    """Programs that store what was typed mean the newlines in it."""
    assert html_text("一\n\n二 <b>三</b>\n四", lines=True) == "一\n\n二 三\n四"
    assert html_text("一\n二 <b>三</b>\n四") == "一 二 三 四"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("一\n二\n\n三", "一\n二\n\n三"),
        ("**先**看[文档](https://k3s.io/)", "先看文档 (https://k3s.io/)"),
        ("```go\nfunc a() {\n  b\n}\n```\n好", "```\nfunc a() {\n  b\n}\n```\n\n好"),
        ("> 问\n\n答 snake_case", "> 问\n\n答 snake_case"),
        ("\\1. 一\n\\2. 二", "1. 一\n2. 二"),
        ("if a<b && c>d", "if a<b && c>d"),
        ("![](https://x/y.png)", "https://x/y.png"),
        ("# 题\n<https://k3s.io>", "题\n\nhttps://k3s.io"),
    ],
)
def test_markdown(source: str, expected: str) -> None:
    """Markdown reads as it was shown."""
    assert markdown_text(source) == expected


@given(st.text(alphabet=st.sampled_from("<>/abp &;#\n`*[]()!-1.\0好\\li=\"'"), max_size=80))
def test_any_text_is_no_error(text: str) -> None:
    """Whatever is typed comes out as text."""
    html_text(text)
    html_text(text, lines=True)
    markdown_text(text)


@given(st.text(alphabet=st.characters(exclude_characters="<&\r\n\t\f ", codec="utf-8"), min_size=1))
def test_a_text_between_tags_is_kept(text: str) -> None:
    """No character of a text is lost or changed for the tags around it."""
    assert html_text(f"<div><b>{text}</b></div>") == text


@pytest.mark.parametrize("source", ["<b>" * 20_000, "<blockquote>" * 5000, "<ul><li>" * 5000 + "x"])
def test_depth_is_no_error(source: str) -> None:
    """Elements without end are read, and not gone down into for ever."""
    html_text(source)
