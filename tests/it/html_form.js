// Put before the page's own script, in a copy whose policy lets it in. After loading it acts as a person would, and
// leaves what it found as JSON in the element #found. Files are read and written without waiting, so that all is done
// when the load event ends and the page is dumped.
(() => {
  const $ = (id) => document.getElementById(id);
  const given = JSON.parse($("given").textContent);
  const found = { checks: {}, saved: [], hidden: [], violations: [], errors: [], requests: [] };
  let written = null, toRead = null;
  document.addEventListener("securitypolicyviolation", (event) => found.violations.push(event.violatedDirective + " " + event.blockedURI));
  window.addEventListener("error", (event) => found.errors.push(event.message));
  window.addEventListener("unhandledrejection", (event) => found.errors.push(String(event.reason)));
  const RealDate = Date;
  window.Date = class extends RealDate {
    constructor(...args) {
      super(...(args.length > 0 ? args : ["2026-11-22T12:00:00"]));
    }
  };
  window.showSaveFilePicker = undefined; // so that saving is a download, whose text is kept here
  window.confirm = () => true;
  window.Blob = class extends Blob {
    constructor(parts, options) {
      super(parts, options);
      written = parts.join("");
    }
  };
  File.prototype.text = () => Promise.resolve(toRead);
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () { if (!this.download) click.call(this); };
  if (given.storage === "throws") {
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
  }

  const pick = (id, value) => document.querySelector(`#q-${id} .o input[value="${value}"]`).click();
  const write = (field, text) => { field.value = text; field.dispatchEvent(new Event("input", { bubbles: true })); };
  function save() {
    $("save").click();
    return written;
  }
  async function load(name, text) {
    toRead = text;
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], name));
    $("pick").files = transfer.files;
    $("pick").dispatchEvent(new Event("change"));
    while ($("pick").files.length > 0) await null;
  }
  const hasFocus = (id) => document.activeElement === $(id);

  async function run() {
    for (const [id, text] of given.heads) write($(id), text);
    for (const [id, value] of given.picks) pick(id, value);
    for (const [id, name, text] of given.texts) write(document.querySelector(`#q-${id} [name=${name}]`), text);
    const saved = save();
    found.saved.push(saved);
    found.said = $("said").textContent;
    found.progress = $("progress").textContent;
    found.elements = {
      scripts: document.scripts.length,
      acting: [...document.querySelectorAll("*")].filter((each) => each.getAttributeNames().some((name) => name.startsWith("on"))).length,
      images: document.images.length,
      hit: window.hit ?? null,
      links: [...document.links].map((link) => link.protocol).filter((kind, at, all) => all.indexOf(kind) === at),
      sideways: document.documentElement.scrollWidth - window.innerWidth,
    };
    const check = (name, holds) => { found.checks[name] = Boolean(holds); };
    check("keeps no draft", $("keep-nothing").disabled);
    check("saving is said", $("saved").textContent.startsWith("Last saved to file: 2026-11-22"));
    check("no answer is wrong", $("errors").hidden);
    await load("again.json", saved);
    check("opened and saved it is the same", save() === saved);
    await load("other.json", '{"framework":"another","answers":{}}');
    check("another framework is refused and the summary takes focus", hasFocus("errors") && /another/.test($("errors-list").textContent));
    await load("bad.json", "{");
    check("what is not JSON is refused", hasFocus("errors") && /JSON/.test($("errors-list").textContent));
    check("what is refused changes nothing", save() === saved);
    const own = document.querySelector(".q:has([name=note])").id.slice("q-".length);
    const kept = { paid_by: "the clinic", posted_at: "x" };
    const proposed = { level: 1, evidence: "a", proposed_by: "X", quote: "so", place: "p. 1", "Propsed-by": "X", 提案日: "x", ...kept };
    await load("proposed.json", JSON.stringify({ answers: { [own]: proposed } }));
    const state = document.querySelector(`#q-${own} .state`);
    check("who proposes an answer is said", state.textContent.includes('Proposed by X, not confirmed: p. 1: "so"'));
    state.querySelector("button").click();
    const confirmed = { level: 1, evidence: ["a", 'p. 1: "so"'], date: "2026-11-22", ...kept };
    check("what it cites is evidence once confirmed", JSON.stringify(JSON.parse(save()).answers[own]) === JSON.stringify(confirmed));
    for (const facts of given.facts) {
      await load("facts.json", JSON.stringify({ facts, answers: {} }));
      found.hidden.push([...document.querySelectorAll(".q[hidden]")].map((box) => box.id.slice("q-".length)).sort());
    }
    $("anew").click();
    found.saved.push(save());
    found.requests = performance.getEntriesByType("resource").map((entry) => entry.name);
  }

  window.addEventListener("load", () => run().catch((error) => found.errors.push(String(error.stack))).finally(() => {
    const out = document.createElement("pre");
    out.id = "found";
    out.textContent = JSON.stringify(found);
    document.body.replaceChildren(out); // a small page to dump
  }));
})();
