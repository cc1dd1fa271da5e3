"use strict";
// The list of questions: filtered, sorted, grouped, and copied. What comes from comments becomes text nodes only.
// The state lives in the address behind the #, so that a link shows what its sender saw.

const root = document.documentElement;
const data = JSON.parse(document.getElementById("data").textContent);
const form = document.getElementById("filters");
const list = document.getElementById("list");
const STEP = 40; // questions shown at first, and with each press of the button
const START = { q: "", topic: "", state: "", series: "", since: "", until: "", likes: "", sort: "waiting", group: true };

let state = { ...START };
let shown = STEP;
let theme = "";

const lang = () => (root.lang === "zh" ? "zh" : "en");

function say(key, n) {
  const words = data.words[lang()][key];
  return n === undefined ? words : (n === 1 ? words.one : words.other).replace("{n}", n.toLocaleString("en"));
}

// The state and the address

function read() {
  const asked = new URLSearchParams(location.hash.slice(1));
  for (const key of Object.keys(START)) state[key] = key === "group" ? asked.get(key) !== "no" : asked.get(key) ?? START[key];
  if (["zh", "en"].includes(asked.get("lang"))) root.lang = asked.get("lang");
  theme = ["light", "dark"].includes(asked.get("theme")) ? asked.get("theme") : "";
}

function write() {
  const kept = new URLSearchParams();
  for (const [key, value] of Object.entries(state)) if (value !== START[key]) kept.set(key, key === "group" ? "no" : value);
  if (root.lang !== data.lang) kept.set("lang", root.lang);
  if (theme) kept.set("theme", theme);
  const fragment = kept.toString();
  history.replaceState(null, "", fragment ? "#" + fragment : location.pathname + location.search);
}

// Which questions

for (const entry of data.entries) {
  entry.ask = entry.q.join("");
  entry.text = entry.t ? entry.t.join("") : entry.ask;
  entry.article = entry.e === undefined ? null : data.articles[entry.e];
  entry.hay = [entry.ask, entry.text, entry.r ?? "", entry.a, entry.article?.[0] ?? ""].join("\n").toLowerCase();
}

const topicOf = (key) => data.topics.findIndex((topic) => topic.key === key);

function chosen() {
  const needles = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  const topic = topicOf(state.topic);
  const found = data.entries.filter(
    (entry) =>
      (!state.topic || (state.topic === "none" ? !entry.k.length : entry.k.includes(topic))) &&
      (!state.state || entry.w === state.state) &&
      (!state.series || data.series[entry.s] === state.series) &&
      (!state.since || (entry.d ?? "") >= state.since) &&
      (!state.until || (entry.d !== undefined && entry.d.slice(0, state.until.length) <= state.until)) &&
      (entry.l ?? 0) >= Number(state.likes || 0) &&
      needles.every((needle) => entry.hay.includes(needle)),
  );
  const likes = (one, other) => (other.l ?? 0) - (one.l ?? 0) || (other.n ?? 0) - (one.n ?? 0);
  const waits = (entry) => (entry.w === "waiting" ? 0 : 1);
  const orders = {
    waiting: (one, other) => waits(one) - waits(other) || likes(one, other),
    likes,
    newest: (one, other) => (other.d ?? "").localeCompare(one.d ?? ""),
    replies: (one, other) => (other.n ?? 0) - (one.n ?? 0) || likes(one, other),
  };
  return found.sort(orders[state.sort] ?? orders.waiting);
}

// In groups: each question under the first of its topics, or under the one asked for.
function grouped(entries) {
  if (!state.group) return [[null, entries]];
  const asked = topicOf(state.topic);
  const groups = new Map();
  for (const entry of entries) {
    const place = asked >= 0 ? asked : entry.k[0] ?? data.topics.length;
    if (!groups.has(place)) groups.set(place, []);
    groups.get(place).push(entry);
  }
  return [...groups].sort(([one], [other]) => one - other);
}

// On the page

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) if (value) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const pieces = (parts) => parts.map((part, place) => (place % 2 ? make("mark", {}, part) : part));
const prose = (name, parts) => make("p", { class: name, dir: "auto", lang: "zh" }, ...pieces(parts));
const topicName = (place) => data.topics[place]?.[lang()] ?? say("report-other-questions");

function source(article) {
  const link = /^https?:\/\//.test(article[1] ?? "");
  const title = link ? make("a", { href: article[1], rel: "nofollow noopener noreferrer" }, article[0]) : article[0];
  return make("bdi", { lang: "zh" }, title);
}

function card(entry) {
  const words = { waiting: "report-unanswered", answered: "report-answered", unknown: "report-unknown" };
  const facts = [
    make("span", { class: "state" }, say(words[entry.w])),
    make("bdi", {}, entry.a || say("report-nameless")),
    entry.d && make("time", { datetime: entry.d }, entry.d),
    entry.l && make("span", {}, say("report-likes", entry.l)),
    entry.n && make("span", {}, say("report-replies", entry.n)),
    entry.article && data.articles.length > 1 && source(entry.article),
    ...entry.k.map((place) => make("span", { class: "topic" }, topicName(place))),
  ];
  const whole = entry.t && make("details", {}, make("summary", {}, say("html-full")), prose("text", entry.t));
  if (whole && entry.c) whole.append(make("p", { class: "note" }, say("html-cut")));
  const reply = entry.r && make("div", { class: "reply" }, make("p", { class: "note" }, say("html-reply")), prose("text", [entry.r]));
  const spaced = facts.filter(Boolean).flatMap((fact) => [fact, " "]);
  return make("li", { class: "comment " + (entry.w === "waiting" ? "waits" : "") }, prose("ask", entry.q), whole || null, reply || null, make("p", { class: "facts" }, ...spaced));
}

function counts(entries) {
  const open = entries.filter((entry) => entry.w === "waiting").length;
  const asked = say("html-asked", entries.length);
  return open ? asked + say("report-list-separator") + say("html-open", open) : asked;
}

function show() {
  const entries = chosen();
  let room = shown;
  list.replaceChildren();
  for (const [place, members] of grouped(entries)) {
    if (room <= 0) break;
    if (place !== null) list.append(make("h3", {}, topicName(place), " ", make("small", {}, counts(members))));
    list.append(make("ol", { class: "comments" }, ...members.slice(0, room).map(card)));
    room -= members.length;
  }
  document.getElementById("found").textContent = entries.length ? say("html-found", entries.length) : say("html-none");
  const more = document.getElementById("more");
  more.hidden = entries.length <= shown;
  if (!more.hidden) more.textContent = say("html-more", entries.length - shown);
}

function fill(name, options) {
  const select = form.elements[name];
  select.replaceChildren(...options.map(([value, text]) => make("option", { value: value || " " }, text)));
  select.options[0].value = options[0][0];
}

function label() {
  const loose = data.entries.some((entry) => !entry.k.length);
  fill("topic", [
    ["", say("html-all-topics")],
    ...data.topics.map((topic) => [topic.key, topic[lang()]]),
    ...(loose ? [["none", say("report-other-questions")]] : []),
  ]);
  fill("state", [["", say("html-all-states")], ["waiting", say("report-unanswered")], ["answered", say("report-answered")], ["unknown", say("report-unknown")]]);
  fill("series", [["", say("html-all-series")], ...data.series.map((series) => [series, series]).sort()]);
  form.elements.series.parentElement.hidden = data.series.length < 2;
  fill("sort", ["waiting", "likes", "newest", "replies"].map((name) => [name, say("html-sort-" + name)]));
  form.elements.q.placeholder = say("html-search-hint");
}

function update() {
  document.title = say("title");
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  if (!form) return;
  label();
  for (const [key, value] of Object.entries(state)) {
    const field = form.elements[key];
    if (key === "group") field.checked = value;
    else field.value = value;
  }
  show();
}

// As Markdown: every mark escaped; what a reader of Markdown would make a link or a mention of becomes code.

function markdown(text) {
  const line = text.replace(/\s+/g, " ").trim();
  const parts = line.split(/((?:[!-_a-~]{0,200}(?::\/\/|www\.|@|#\d))[!-_a-~]*)/);
  return parts.map((part, place) => (place % 2 ? "`" + part + "`" : part.replace(/[!-/:-@[-`{-~]/g, "\\$&"))).join("");
}

function copied() {
  const lines = ["# " + markdown(document.querySelector("h1").innerText)];
  for (const [place, members] of grouped(chosen())) {
    if (place !== null) lines.push("", "## " + markdown(topicName(place)));
    lines.push("");
    for (const entry of members) {
      const facts = [entry.a || say("report-nameless"), entry.d, entry.l && say("report-likes", entry.l), entry.article?.[0]];
      lines.push(`- [${entry.w === "answered" ? "x" : " "}] ${markdown(entry.ask)} (${facts.filter(Boolean).map(markdown).join(" · ")})`);
    }
  }
  return lines.join("\n") + "\n";
}

async function copy(button) {
  const text = copied();
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = make("textarea", { "aria-hidden": "true" }, text);
    document.body.append(field);
    field.select();
    document.execCommand("copy"); // where a page from the disk may not use the clipboard
    field.remove();
    button.focus();
  }
  document.getElementById("found").textContent = say("html-copied");
}

// What readers do

function changed() {
  shown = STEP;
  write();
  show();
}

if (form) {
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    for (const key of Object.keys(START)) state[key] = key === "group" ? form.elements[key].checked : form.elements[key].value.trim();
    changed();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    state = { ...START };
    update();
    changed();
  });
  document.getElementById("copy").addEventListener("click", (event) => copy(event.currentTarget));
  document.getElementById("more").addEventListener("click", () => {
    const first = list.querySelectorAll("li").length;
    shown += STEP;
    show();
    const next = list.querySelectorAll("li")[first];
    next.tabIndex = -1;
    next.focus(); // a keyboard goes on where the new ones begin
  });
}

document.getElementById("language").addEventListener("click", () => {
  root.lang = lang() === "zh" ? "en" : "zh";
  write();
  update();
});

document.getElementById("theme").addEventListener("click", () => {
  const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  theme = dark ? "light" : "dark";
  write();
  update();
});

window.addEventListener("hashchange", (event) => {
  const { hash } = new URL(event.newURL); // the event comes late: by now the address may tell of what was typed since
  if (hash && !hash.includes("=")) return; // a place on the page
  read();
  shown = STEP;
  update();
  document.getElementById("questions")?.focus();
  document.getElementById("questions")?.scrollIntoView();
});

window.addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("#list details, figure details")) one.open = true;
});

read();
update();
