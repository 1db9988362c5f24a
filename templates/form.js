"use strict";
// The questionnaire's only script. The answer sheet in memory is what was opened or begun; the controls show it, and
// each change is written into it in place, so that whatever else a file holds is kept. Nothing is scored here.
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const root = document.documentElement;
  const { facts, criteria, languages } = data;
  const idOf = (question) => question.id.slice("q-".length);
  // The parts that hold questions, with the ids of these.
  const sections = [...document.querySelectorAll("section.part")]
    .map((part) => ({ id: part.id.slice("part-".length), items: [...part.querySelectorAll(".q")].map(idOf) }))
    .filter(({ items }) => items.length > 0);
  const factOf = new Map(facts.map((fact) => [fact.id, fact]));
  const criterionOf = new Map(criteria.map((criterion) => [criterion.id, criterion]));
  const HEAD = ["subject", "ref", "date", "respondent"];
  const HEAD_ORDER = ["framework", "version", ...HEAD];
  const ANSWER_ORDER = ["level", "not_applicable", "evidence", "note", "date"];
  const UNKNOWN = "unknown", NOT_APPLICABLE = "not_applicable";
  const DRAFT = ["outside-in", data.framework.id, data.framework.digest, data.form].join(":");

  let sheet = data.sheet || newSheet(); // the page may come filled in
  let isFresh = true; // nothing said yet and no date: the first change sets the sheet's date
  let changes = 0, savedChanges = 0; // equal: the file is up to date
  let lastSave = null; // {at, name}
  let isOpened = false; // from a file: it then keeps its own order
  let fileName = null, handle = null;
  let lang = languages[0];
  let lastSaid = null, shownErrors = null;
  let lastQuestion = null, complete = new Set(), applying = null;
  let draftTimer = 0, canKeep = true;

  // ---- small functions ----

  function newSheet() {
    return { framework: data.framework.id, version: data.framework.version, facts: {}, answers: {} };
  }

  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isGiven = (value) => value !== undefined && value !== null;
  const isText = (value) => typeof value === "string";
  const isSaid = (value) => isText(value) && value.trim() !== "";
  const boxOf = (id) => $("q-" + id);
  const inputsOf = (id) => [...boxOf(id).querySelectorAll(".o input")];
  const fieldOf = (id, name) => boxOf(id).querySelector(`[name=${name}]`); // evidence, note or reason
  const pad = (number) => String(number).padStart(2, "0");

  // The local day, as the program takes it.
  function today(now = new Date()) {
    return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  }

  function rightNow() {
    const now = new Date();
    return `${today(now)} ${pad(now.getHours())}:${pad(now.getMinutes())}`;
  }

  // Without characters that are invisible or turn the direction of writing.
  const plain = (value) => String(value).replace(/[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, "");

  // A fixed text in the language of the page; in English "one|many" is chosen by n.
  function t(key, values = {}) {
    const [one, many = one] = data.texts[lang][key].split("|");
    return (values.n === 1 ? one : many).replace(/\{(\w+)\}/g, (all, name) => (isGiven(values[name]) ? plain(values[name]) : all));
  }

  const listOf = (texts) => texts.join(lang === "ja" ? "、" : ", ");

  // What an element says in the language that is shown; texts of the first language bear no mark.
  function wordsIn(box) {
    const found = [...box.querySelectorAll("i")];
    return (found.find((each) => (each.lang || languages[0]) === lang) || box).textContent.trim();
  }

  // A criterion by its short title, a fact by its question.
  function titleOf(id) {
    const title = boxOf(id).querySelector("small"), whole = boxOf(id).querySelector("h3");
    const number = inputsOf(id)[0].name;
    if (title.textContent.trim() !== number) return wordsIn(title).replace(number, "").trim();
    const question = whole.cloneNode(true);
    question.querySelector("small").remove();
    return wordsIn(question);
  }

  function make(tag, text, attributes = {}) {
    return Object.assign(document.createElement(tag), { textContent: text }, attributes);
  }

  function button(text, action) {
    const made = make("button", text, { type: "button", className: "plain" });
    made.addEventListener("click", action);
    return made;
  }

  // An object with known keys first, in their order. fromEntries also keeps a key such as __proto__.
  function ordered(object, order) {
    const entries = Object.entries(object);
    const rank = new Map(order.map((key, at) => [key, at]));
    const place = ([key]) => rank.get(key) ?? order.length;
    return Object.fromEntries(entries.sort((a, b) => place(a) - place(b)));
  }

  // ---- what a sheet means ----

  // A fact's choices. None if it is not given, unknown, or not understood: it then keeps every question.
  function readFact(fact) {
    const value = sheet.facts[fact.id];
    const items = (Array.isArray(value) ? value : [value]).filter(isGiven);
    const out = { choices: [], isUnknown: false, isBad: !items.every(isText) };
    if (out.isBad) return out;
    const ids = new Set(items.map((item) => item.trim()).filter((item) => item !== ""));
    out.isUnknown = ids.delete(UNKNOWN);
    const named = [...ids].map((id) => (fact.renamed && fact.renamed[id]) || id);
    out.isBad = !named.every((id) => fact.choices.includes(id)) || (!fact.many && !out.isUnknown && named.length > 1);
    out.isBad ||= named.length > 1 && named.some((id) => fact.alone.includes(id));
    if (!out.isBad && !out.isUnknown) out.choices = named;
    return out;
  }

  function readAnswer(criterion) {
    const value = sheet.answers[criterion.id];
    const parts = isObject(value) ? value : { level: value };
    const { level, not_applicable: reason, evidence, note, date } = parts;
    const out = { reply: null, reason: isText(reason) ? reason : "", isBad: false, parts };
    out.evidence = (Array.isArray(evidence) ? evidence : [evidence]).filter(isSaid);
    out.note = isText(note) ? note : "";
    out.date = isText(date) ? date : null;
    if (isGiven(reason)) {
      const fits = !isGiven(level) && criterion.may_not_apply && isText(reason);
      fits ? (out.reply = NOT_APPLICABLE) : (out.isBad = true);
    } else if (level === UNKNOWN || (Number.isInteger(level) && level >= 0 && level < criterion.levels)) {
      out.reply = level;
    } else {
      out.isBad = isGiven(level);
    }
    return out;
  }

  // Conditions look at facts only; every key must match by any of its choices.
  function applies(criterion) {
    return Object.entries(criterion.applies_if || {}).every(([id, anyOf]) => {
      const { choices } = readFact(factOf.get(id));
      return choices.length === 0 || choices.some((choice) => anyOf.includes(choice));
    });
  }

  const isAsked = (id) => factOf.has(id) || applies(criterionOf.get(id));

  function isAnswered(id) {
    if (criterionOf.has(id)) return readAnswer(criterionOf.get(id)).reply !== null;
    const fact = readFact(factOf.get(id));
    return fact.isUnknown || fact.choices.length > 0;
  }

  function needsEvidence(criterion, { reply }) {
    return Number.isInteger(reply) && criterion.evidence_from !== undefined && reply >= criterion.evidence_from;
  }

  // ---- changing the sheet ----

  function changed() {
    if (isFresh && !isGiven(sheet.date)) {
      sheet.date = today();
      $("h-date").value = sheet.date;
    }
    isFresh = false;
    changes += 1;
    say();
    clearTimeout(draftTimer);
    draftTimer = setTimeout(keepDraft, 400);
    refresh();
  }

  function setHead(key, text) {
    if (text.trim() === "") delete sheet[key];
    else sheet[key] = text.trim();
    if (key === "date") isFresh = false; // an emptied date stays empty
    changed();
  }

  function setFact(fact, ids) {
    if (ids.length === 0) delete sheet.facts[fact.id];
    else if (ids.includes(UNKNOWN)) sheet.facts[fact.id] = UNKNOWN;
    else sheet.facts[fact.id] = fact.many ? ids : ids[0];
    showFact(fact);
    changed();
  }

  // Sets parts of an answer (undefined removes one) in its shortest form: a lone level stands by itself.
  function setAnswer(criterion, patch) {
    const there = sheet.answers[criterion.id];
    const object = isObject(there) ? { ...there } : isGiven(there) ? { level: there } : {};
    for (const [key, value] of Object.entries(patch)) {
      if (value === undefined) delete object[key];
      else object[key] = value;
    }
    const keys = Object.keys(object);
    if (keys.length === 0) delete sheet.answers[criterion.id];
    else if (keys.length === 1 && keys[0] === "level") sheet.answers[criterion.id] = object.level;
    else sheet.answers[criterion.id] = ordered(object, ANSWER_ORDER);
    changed();
  }

  // A reply is as of today; it says so itself if the sheet is of another day. It replaces what was only proposed.
  function dated() {
    if (isFresh && !isGiven(sheet.date)) return { date: undefined };
    return { date: sheet.date === today() ? undefined : today() };
  }

  // Also by names that are near to these, which no reader would take for a confirmed answer.
  function isOfProposal(key) {
    const { parts, begins, near } = data.proposal;
    const name = key.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
    const isNear = () => distance(name, near) <= Math.max(1, Math.floor([...name].length / 3));
    return parts.includes(name) || begins.some((begin) => name.startsWith(begin)) || isNear();
  }

  // How many letters differ; a swap of neighbors counts as one.
  function distance(one, other) {
    const [a, b] = [[...one], [...other]];
    const rows = a.map((_, at) => [at + 1]);
    const row = (at) => (at < 0 ? [...Array(b.length + 1).keys()] : rows[at]);
    for (let i = 0; i < a.length; i++) {
      for (let j = 0; j < b.length; j++) {
        const same = row(i - 1)[j] + (a[i] === b[j] ? 0 : 1);
        const isSwap = i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j];
        const swapped = isSwap ? row(i - 2)[j - 1] + 1 : same;
        rows[i].push(Math.min(row(i - 1)[j + 1] + 1, rows[i][j] + 1, same, swapped));
      }
    }
    return row(a.length - 1)[b.length];
  }

  function noProposal(criterion) {
    const there = sheet.answers[criterion.id];
    return Object.fromEntries(isObject(there) ? Object.keys(there).filter(isOfProposal).map((key) => [key, undefined]) : []);
  }

  function setReply(criterion, value) {
    const reply = { level: undefined, not_applicable: undefined };
    if (value === NOT_APPLICABLE) reply.not_applicable = fieldOf(criterion.id, "reason").value.trim();
    else if (value !== null) reply.level = value === UNKNOWN ? value : Number(value);
    setAnswer(criterion, { ...reply, ...noProposal(criterion), ...(value === null ? { date: undefined } : dated()) });
    showAnswer(criterion);
  }

  function setText(criterion, key, text) {
    fieldOf(criterion.id, key).removeAttribute("aria-invalid");
    const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
    if (key === "evidence") setAnswer(criterion, { evidence: lines.length > 0 ? lines : undefined });
    else if (key === "note") setAnswer(criterion, { note: text.trim() || undefined });
    else setAnswer(criterion, { level: undefined, not_applicable: text.trim(), ...noProposal(criterion), ...dated() });
    showState(criterion);
  }

  // ---- showing the sheet ----

  function showFact(fact) {
    const { choices, isUnknown } = readFact(fact);
    for (const input of inputsOf(fact.id)) {
      input.checked = input.value === UNKNOWN ? isUnknown : choices.includes(input.value);
    }
  }

  function showAnswer(criterion) {
    const answer = readAnswer(criterion);
    const { id } = criterion;
    for (const input of inputsOf(id)) input.checked = input.value === String(answer.reply);
    if (criterion.may_not_apply) {
      const reason = fieldOf(id, "reason");
      if (reason !== document.activeElement) reason.value = answer.reason || reason.value;
      reason.parentElement.classList.toggle("on", answer.reply === NOT_APPLICABLE);
    }
    fill(fieldOf(id, "evidence"), answer.evidence.join("\n"));
    fill(fieldOf(id, "note"), answer.note);
    const isUsed = answer.evidence.length > 0 || answer.note !== "" || needsEvidence(criterion, answer);
    if (isUsed) boxOf(id).querySelector(".more").open = true;
    showState(criterion);
  }

  // Not while it is written in: the cursor would jump.
  function fill(area, text) {
    if (area !== document.activeElement) area.value = text;
    area.rows = Math.max(area.name === "evidence" ? 2 : 1, area.value.split("\n").length);
  }

  // The line under the choices: what is said about the answer, and what can be done with it.
  function showState(criterion) {
    const answer = readAnswer(criterion), { parts } = answer;
    const line = boxOf(criterion.id).querySelector(".state");
    const out = [];
    const date = answer.date || (isText(sheet.date) ? sheet.date : null);
    if (answer.isBad) out.push(make("strong", badWords(criterion.id, sheet.answers[criterion.id])));
    if (isSaid(parts.proposed_by)) {
      const place = isSaid(parts.place) ? parts.place : "", quote = isSaid(parts.quote) ? t("quote", parts) : "";
      const cited = place !== "" && quote !== "" ? t("place-and-quote", { place, quote }) : place + quote;
      const says = cited === "" ? "proposed" : "proposed-citing";
      out.push(make("span", t(says, { by: parts.proposed_by, cited })), button(t("confirm"), () => confirmAnswer(criterion)));
    } else if (answer.reply !== null && date !== null && date !== today()) {
      out.push(make("span", t("answered-on", { date })), button(t("still-true"), () => confirmAnswer(criterion)));
    }
    if (needsEvidence(criterion, answer) && answer.evidence.length === 0) {
      out.push(make("span", t("needs-evidence", { level: answer.reply })));
    }
    if (answer.reply !== null) out.push(clearButton(() => setReply(criterion, null), criterion.id));
    line.replaceChildren(...out);
  }

  function showFactState(fact) {
    const { isBad } = readFact(fact);
    const line = boxOf(fact.id).querySelector(".state");
    const out = isBad ? [make("strong", badWords(fact.id, sheet.facts[fact.id]))] : [];
    if (isAnswered(fact.id) && !fact.many) out.push(clearButton(() => setFact(fact, []), fact.id));
    line.replaceChildren(...out);
  }

  // The button goes away with the answer, so the focus goes back to the choices.
  function clearButton(action, id) {
    return button(t("clear"), () => {
      action();
      inputsOf(id)[0].focus();
    });
  }

  // What a proposal rests on, as a piece of evidence.
  function citationOf({ place, quote }) {
    return [isSaid(place) ? place : "", isSaid(quote) ? `"${quote}"` : ""].filter((part) => part !== "").join(": ");
  }

  function confirmAnswer(criterion) {
    const { evidence, parts } = readAnswer(criterion);
    const cited = isSaid(parts.proposed_by) ? citationOf(parts) : "";
    const more = cited === "" || evidence.includes(cited) ? {} : { evidence: [...evidence, cited] };
    setAnswer(criterion, { ...more, ...noProposal(criterion), ...dated() });
    showAnswer(criterion);
    (inputsOf(criterion.id).find((input) => input.checked) || inputsOf(criterion.id)[0]).focus();
  }

  function badWords(id, value) {
    const text = JSON.stringify(isObject(value) ? value.level ?? value : value);
    return t("bad-value", { title: titleOf(id), value: text.length > 60 ? text.slice(0, 60) + "…" : text });
  }

  function showAll() {
    for (const key of HEAD) $("h-" + key).value = isText(sheet[key]) ? sheet[key] : "";
    for (const fact of facts) showFact(fact);
    for (const criterion of criteria) {
      if (criterion.may_not_apply) fieldOf(criterion.id, "reason").value = "";
      boxOf(criterion.id).querySelector(".more").open = false;
      showAnswer(criterion);
    }
    [complete, applying] = [null, null];
    refresh();
  }

  // All that follows from the sheet as a whole: which questions are asked, and how far it is.
  function refresh() {
    const asked = criteria.filter(applies);
    for (const criterion of criteria) boxOf(criterion.id).hidden = !asked.includes(criterion);
    for (const fact of facts) showFactState(fact);
    const done = sections.map(refreshSection);
    const all = [...facts, ...asked].map(({ id }) => id);
    const isUnproven = (criterion) => {
      const answer = readAnswer(criterion);
      return needsEvidence(criterion, answer) && answer.evidence.length === 0;
    };
    showProgress(all, asked.filter(({ gate }) => gate), asked.filter(isUnproven).length);
    announce(new Set(sections.filter((_, at) => done[at])), asked.length);
    showSaved();
  }

  function refreshSection({ id, items }) {
    const asked = items.filter(isAsked);
    const done = asked.filter(isAnswered).length;
    const count = $("side").querySelector(`a[href="#part-${id}"] .count`);
    count.textContent = (asked.length > 0 && done === asked.length ? "✓ " : "") + `${done}/${asked.length}`;
    const line = $("part-" + id).querySelector(".skipped"), n = items.length - asked.length;
    line.hidden = n === 0;
    line.textContent = n === 0 ? "" : t(asked.length === 0 ? "skipped-all" : "skipped", { n });
    return asked.length > 0 && done === asked.length;
  }

  function showProgress(all, gates, unproven) {
    const done = all.filter(isAnswered).length;
    const parts = [t("progress", { done, all: all.length })];
    if (gates.length > 0) {
      parts.push("◆ " + t("gates", { done: gates.filter(({ id }) => isAnswered(id)).length, all: gates.length }));
    }
    if (unproven > 0) parts.push(t("unproven", { n: unproven }));
    $("progress").replaceChildren(...parts.map((part) => make("span", part)));
    $("meter").max = Math.max(all.length, 1);
    $("meter").value = done;
  }

  // Said only when a section gets complete or other questions apply, not at every answer.
  function announce(nowComplete, nowApplying) {
    const said = [];
    if (applying !== null && applying !== nowApplying) said.push(t("now-apply", { n: nowApplying }));
    for (const section of complete === null ? [] : nowComplete) {
      if (complete.has(section)) continue;
      said.push(t("complete", { section: wordsIn($("t-" + section.id)).replace(/^\d+ /, "") }));
    }
    [complete, applying] = [nowComplete, nowApplying];
    if (said.length > 0) $("live").textContent = said.join(" ");
  }

  function showSaved() {
    const isDirty = changes !== savedChanges;
    const without = isDirty ? "never-saved" : fileName !== null ? "unchanged" : "nothing-yet";
    const last = lastSave ? t("last-saved", lastSave) : t(without, { name: fileName });
    $("saved").textContent = (isDirty && lastSave ? t("unsaved") : "") + last;
    $("saved").classList.toggle("dirty", isDirty);
    $("save-as").hidden = handle === null;
  }

  // A list of [key, values], told anew when the language changes.
  function say(...messages) {
    lastSaid = messages.length > 0 || canKeep ? messages : [["no-draft"]]; // which stays true
    const words = lastSaid.map(([key, values]) => t(key, values)).join(" ");
    if ($("said").textContent !== words) $("said").textContent = words;
  }

  // ---- errors ----

  // What the program would not count, among the questions that are asked.
  function wrongAnswers() {
    const out = [];
    for (const fact of facts) {
      if (readFact(fact).isBad) out.push({ target: inputsOf(fact.id)[0], text: badWords(fact.id, sheet.facts[fact.id]) });
    }
    for (const criterion of criteria.filter(applies)) {
      const { id } = criterion, answer = readAnswer(criterion);
      if (answer.isBad) out.push({ target: inputsOf(id)[0], text: badWords(id, sheet.answers[id]) });
      if (answer.reply === NOT_APPLICABLE && answer.reason.trim() === "") {
        out.push({ target: fieldOf(id, "reason"), text: t("no-reason", { title: titleOf(id) }) });
      }
    }
    return out;
  }

  function showErrors(build, takesFocus) {
    shownErrors = build;
    for (const input of document.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
    const found = build ? build() : null;
    const isShown = found !== null && found.items.length > 0;
    $("errors").hidden = !isShown;
    if (!isShown) return;
    $("errors-title").textContent = found.title;
    $("errors-more").textContent = found.more;
    $("errors-list").replaceChildren(...found.items.map(errorItem));
    if (takesFocus) $("errors").focus();
  }

  function errorItem({ target, text }) {
    const item = make("li", target ? "" : text);
    if (!target) return item;
    const question = target.closest(".q");
    const link = make("a", text, { href: "#" + question.id });
    target.setAttribute("aria-invalid", "true");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(question, target);
    });
    item.append(link);
    return item;
  }

  const answerErrors = () => {
    const items = wrongAnswers();
    return { title: t("errors-answers", { n: items.length }), more: t("errors-kept"), items };
  };

  function goTo(question, input) {
    question.scrollIntoView({ block: "start" });
    input.focus({ preventScroll: true });
  }

  // The first question without an answer after the one that was last worked on, else from the start.
  function goToNextOpen() {
    const all = [...facts, ...criteria].map(({ id }) => id).filter(isAsked);
    const from = all.indexOf(lastQuestion) + 1;
    const next = [...all.slice(from), ...all.slice(0, from)].find((id) => !isAnswered(id));
    if (next === undefined) say(["all-answered"]);
    else goTo(boxOf(next), inputsOf(next)[0]);
  }

  // ---- the file ----

  function toText() {
    const inOrder = (table, items) => (isOpened ? table : ordered(table, items.map(({ id }) => id)));
    const out = ordered(sheet, isOpened ? [] : [...HEAD_ORDER, "facts", "answers"]);
    out.facts = inOrder(sheet.facts, facts);
    out.answers = inOrder(sheet.answers, criteria);
    return JSON.stringify(out, null, 2) + "\n";
  }

  function suggestedName() {
    if (fileName !== null) return fileName;
    const subject = isText(sheet.subject) ? sheet.subject.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-") : "";
    return `${subject.replace(/^-|-$/g, "").slice(0, 60) || data.framework.id}-${today()}.json`;
  }

  async function save(isElsewhere) {
    const text = toText(), upTo = changes;
    let name = suggestedName(), how = "downloaded";
    try {
      if (window.showSaveFilePicker) {
        const types = [{ description: "JSON", accept: { "application/json": [".json"] } }];
        const target = handle && !isElsewhere ? handle : await window.showSaveFilePicker({ suggestedName: name, types });
        const stream = await target.createWritable();
        await stream.write(text);
        await stream.close();
        [handle, name, how] = [target, target.name, "saved"];
      } else {
        download(name, text);
      }
    } catch (error) {
      if (error.name === "AbortError") return; // the person closed the dialog
      handle = null; // whatever forbids writing, a download is always possible
      download(name, text);
    }
    [savedChanges, fileName, lastSave] = [upTo, name, { at: rightNow(), name }];
    say([how, { name }]);
    keepDraft();
    showSaved();
    showErrors(answerErrors, true);
  }

  function download(name, text) {
    const link = make("a", "", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  // The sheet in a text, or why it is none, as [key, values].
  function parse(name, text) {
    let value;
    try {
      value = JSON.parse(text);
    } catch (error) {
      const lines = text.trim().split("\n").filter((line) => line.trim() !== "");
      const isRows = lines.length > 1 && lines.every((line) => line.trim().startsWith("{") && line.trim().endsWith("}"));
      return { problem: isRows ? ["several-sheets", { name }] : ["no-json", { name, why: error.message }] };
    }
    const double = firstTwice(text);
    if (Array.isArray(value)) return { problem: ["several-sheets", { name }] };
    if (!isObject(value)) return { problem: ["no-answers", { name }] };
    if (double !== null) return { problem: ["twice", { name, key: double }] };
    if ("assessments" in value || "stages" in value) return { problem: ["a-result", { name }] };
    const ours = data.framework.id, id = value.framework;
    if (isGiven(id) && id !== ours) return { problem: ["other-framework", { name, id: isText(id) ? id : JSON.stringify(id), ours }] };
    if (!("answers" in value)) return { problem: ["no-answers", { name }] };
    for (const key of ["facts", "answers"]) {
      if (!isGiven(value[key])) value[key] = {};
      if (!isObject(value[key])) return { problem: ["no-table", { name, key }] };
    }
    return { value };
  }

  // JSON.parse takes the last of two equal keys; the program refuses them, and dropping an answer silently is worse.
  function firstTwice(text) {
    const open = [];
    for (const [token, string, colon] of text.matchAll(/("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\]]/g)) {
      if (token === "{" || token === "[") open.push(new Set());
      else if (token === "}" || token === "]") open.pop();
      else if (colon) {
        const key = JSON.parse(string), keys = open[open.length - 1];
        if (keys.has(key)) return key;
        keys.add(key);
      }
    }
    return null;
  }

  // Old ids become the present ones, unless those are there too.
  function rename(table, items) {
    for (const { id, renamed_from: olds = [] } of items) {
      for (const old of olds) {
        if (!isGiven(table[old]) || isGiven(table[id])) continue;
        table[id] = table[old];
        delete table[old];
      }
    }
  }

  async function openFile(file) {
    const { value, problem } = parse(file.name, await file.text());
    if (problem) {
      showErrors(() => ({ title: t("errors-open"), more: t("convert"), items: [{ text: t(...problem) }] }), true);
      return;
    }
    handle = null;
    fileName = file.name;
    take(value, true);
    const unknown = [...Object.keys(sheet.facts).filter((id) => !factOf.has(id)), ...Object.keys(sheet.answers).filter((id) => !criterionOf.has(id))];
    const n = criteria.filter(({ id }) => isAnswered(id)).length;
    const messages = [["opened", { name: file.name, n }]];
    const { version } = sheet, ours = data.framework.version;
    if (isText(version) && version !== ours) messages.push(["other-version", { version, ours }]);
    if (unknown.length > 0) messages.push(["kept", { ids: listOf(unknown) }]);
    say(...messages);
    keepDraft();
    showErrors(answerErrors, true);
  }

  // Shows another sheet, which so far is the same as its file.
  function take(value, isFile) {
    [sheet, isOpened] = [value, isFile];
    rename(sheet.facts, facts);
    rename(sheet.answers, criteria);
    isFresh = !isGiven(sheet.date) && ![...facts, ...criteria].some(({ id }) => isAnswered(id));
    [savedChanges, lastSave, lastQuestion] = [changes, null, null];
    showAll();
  }

  function startOver() {
    if (!window.confirm(t("ask-anew"))) return;
    [handle, fileName] = [null, null];
    take(newSheet(), false);
    dropDraft();
    showErrors(null);
    say(["nothing-yet"]);
    window.scrollTo(0, 0);
  }

  // ---- the draft in the browser: never the record, and it may be forbidden ----

  const keepsNothing = () => $("keep-nothing").checked;

  function keepDraft() {
    clearTimeout(draftTimer);
    if (keepsNothing()) return;
    const isDirty = changes !== savedChanges;
    try {
      window.localStorage.setItem(DRAFT, JSON.stringify({ sheet, isDirty, isOpened, lastSave, fileName, lang }));
    } catch {
      cannotKeep();
    }
  }

  function dropDraft() {
    clearTimeout(draftTimer);
    try {
      window.localStorage.removeItem(DRAFT);
    } catch {
      cannotKeep();
    }
  }

  function cannotKeep() {
    if (canKeep) say(["no-draft"]);
    canKeep = false;
    Object.assign($("keep-nothing"), { checked: true, disabled: true });
  }

  function readDraft() {
    try {
      return window.localStorage.getItem(DRAFT);
    } catch {
      cannotKeep();
      return null;
    }
  }

  function restore() {
    const text = readDraft();
    if (text === null) return;
    let draft = null;
    try {
      draft = JSON.parse(text);
    } catch {
      // the same as a draft of another shape
    }
    if (!isObject(draft) || !isObject(draft.sheet) || !isObject(draft.sheet.facts) || !isObject(draft.sheet.answers)) {
      say(["draft-broken"]);
      return;
    }
    if (languages.includes(draft.lang)) setLanguage(draft.lang);
    take(draft.sheet, draft.isOpened === true);
    if (draft.isDirty) changes += 1;
    [lastSave, fileName] = [draft.lastSave, draft.fileName];
    say(["restored"]);
    showSaved();
  }

  function onKeepNothing() {
    if (keepsNothing()) dropDraft();
    else keepDraft();
    if (canKeep) say([keepsNothing() ? "draft-off" : "draft-on"]);
  }

  // ---- the page ----

  function setLanguage(code) {
    lang = code;
    root.lang = root.dataset.lang = code;
    document.title = data.titles[code];
    const choice = $("lang-" + code);
    if (choice) choice.checked = true;
    for (const criterion of criteria) showState(criterion);
    [complete, applying] = [null, null];
    refresh();
    if (lastSaid) say(...lastSaid);
    showErrors(shownErrors, false);
  }

  function firstLanguage() {
    const wanted = (navigator.languages || []).map((tag) => tag.toLowerCase().split("-")[0]);
    return wanted.find((code) => languages.includes(code)) || languages[0];
  }

  function onInput({ target }) {
    if (target.dataset.head) return setHead(target.dataset.head, target.value);
    const id = idOf(target.closest(".q")), criterion = criterionOf.get(id);
    if (!criterion) return setFact(factOf.get(id), ticked(factOf.get(id), target));
    if (!target.closest(".o")) return setText(criterion, target.name, target.value);
    return setReply(criterion, target.value);
  }

  // Of several choices "don't know" or "none of these" and the others exclude each other: the one ticked last holds.
  function ticked(fact, last) {
    const ids = inputsOf(fact.id).filter((input) => input.checked).map((input) => input.value);
    const isAlone = (id) => id === UNKNOWN || fact.alone.includes(id);
    if (last.checked && isAlone(last.value)) return [last.value];
    return fact.many ? ids.filter((id) => !isAlone(id)) : ids;
  }

  const copyOf = (id) => $(id).content.firstElementChild.cloneNode(true);

  // On paper there is one field for evidence; here a fold holds it, with one for a note.
  function foldMore(id) {
    const plain = boxOf(id).querySelector(".more"), fold = copyOf("fold-more");
    const hint = plain.querySelector(".hint");
    plain.replaceWith(fold);
    fold.append(...plain.childNodes, copyOf("note-field"));
    if (!hint) return;
    hint.id = "p-" + id;
    fieldOf(id, "evidence").setAttribute("aria-describedby", hint.id);
  }

  // Without script everything is open and blank, to be printed; with it the page begins folded.
  function prepare() {
    root.classList.add("js");
    for (const id of ["file", "bar", "fold"]) $(id).hidden = false;
    for (const { id } of [...facts, ...criteria]) {
      boxOf(id).querySelector(".o").after(make("p", "", { className: "state" }));
    }
    for (const { id } of criteria) foldMore(id);
    document.querySelector(".how").open = window.innerWidth > 700;
  }

  function followSections() {
    if (!("IntersectionObserver" in window)) return;
    const links = new Map([...$("toc").querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
    const observer = new IntersectionObserver((entries) => {
      const seen = entries.find((entry) => entry.isIntersecting);
      if (!seen) return;
      for (const [id, link] of links) {
        if (id === seen.target.id) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }, { rootMargin: "-20% 0px -75% 0px" });
    for (const id of links.keys()) observer.observe($(id));
  }

  function foldSections(isOpen) {
    $("side").classList.toggle("open", isOpen);
    $("fold").setAttribute("aria-expanded", String(isOpen));
  }

  function onBeforePrint() {
    $("h-date").classList.toggle("blank", $("h-date").value === ""); // else "mm/dd/yyyy" is printed
    const folded = [...document.querySelectorAll(".more:not([open])")];
    for (const each of folded) each.open = true;
    window.addEventListener("afterprint", () => folded.forEach((each) => { each.open = false; }), { once: true });
  }

  // A link to a source must unfold the list that holds it.
  function onLink(event) {
    const link = event.target.closest('a[href^="#s-"]');
    if (link) $("sources").open = true;
    const away = event.target.closest("#sources a");
    if (away) away.target = "_blank"; // the questionnaire stays open
    if (event.target.closest("#toc a")) foldSections(false);
  }

  function listen() {
    const on = (id, kind, action) => $(id).addEventListener(kind, action);
    on("sheet", "input", onInput);
    on("sheet", "submit", (event) => event.preventDefault());
    on("sheet", "focusin", ({ target }) => {
      const question = target.closest(".q");
      if (question) lastQuestion = idOf(question);
    });
    on("save", "click", () => save(false));
    on("save-as", "click", () => save(true));
    on("next", "click", goToNextOpen);
    on("print", "click", () => window.print());
    on("anew", "click", startOver);
    on("open", "click", () => {
      if (changes === savedChanges || window.confirm(t("ask-open"))) $("pick").click();
    });
    on("pick", "change", async ({ target }) => {
      const [file] = target.files;
      if (file) await openFile(file);
      target.value = ""; // so that the same file can be opened again
    });
    on("keep-nothing", "change", onKeepNothing);
    on("fold", "click", () => foldSections(!$("side").classList.contains("open")));
    if ($("switch")) on("switch", "change", ({ target }) => { setLanguage(target.value); keepDraft(); });
    document.addEventListener("click", onLink);
    window.addEventListener("beforeprint", onBeforePrint);
    window.addEventListener("pagehide", () => { if (changes !== savedChanges) keepDraft(); });
    window.addEventListener("beforeunload", (event) => {
      if (changes === savedChanges) return;
      event.preventDefault();
      event.returnValue = "";
    });
    window.addEventListener("storage", ({ key, newValue }) => {
      if (key === DRAFT && newValue !== null) say(["two-tabs"]);
    });
  }

  // The bar lies over the page: what is jumped to must come to lie below it.
  function measureBar() {
    const set = () => root.style.setProperty("--bar", `${$("bar").offsetHeight}px`);
    set();
    if ("ResizeObserver" in window) new ResizeObserver(set).observe($("bar"));
  }

  prepare();
  measureBar();
  listen();
  setLanguage(firstLanguage());
  take(sheet, false);
  restore();
  followSections();
})();
