for (const table of document.querySelectorAll("table.sort")) {
  const body = table.tBodies[0];
  const heads = [...table.querySelectorAll("tr.cols > th")];
  const collator = new Intl.Collator(table.closest("[lang]").lang, { numeric: true });
  heads.forEach((head, column) => {
    if (head.classList.contains("wide")) return;
    // A real button would be missing where paper repeats the head of a table.
    const button = document.createElement("span");
    button.role = "button";
    button.tabIndex = 0;
    button.append(...head.childNodes);
    head.append(button);
    const isNumber = head.classList.contains("num");
    const key = (row) => {
      const text = row.cells[column].textContent.trim();
      const number = text.match(/\d[\d.]*/);
      return isNumber ? (number ? Number(number[0]) : null) : text;
    };
    button.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      button.click();
    });
    button.addEventListener("click", () => {
      const was = head.getAttribute("aria-sort");
      const first = isNumber && !head.classList.contains("up") ? "descending" : "ascending";
      const order = was ? (was === "ascending" ? "descending" : "ascending") : first;
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", order);
      const sign = order === "ascending" ? 1 : -1;
      const rows = [...body.rows].map((row) => [key(row), row]);
      rows.sort(([one], [other]) => {
        if (one === null || other === null) return (one === null) - (other === null);
        return sign * (isNumber ? one - other : collator.compare(one, other));
      });
      body.append(...rows.map(([, row]) => row));
    });
  });
}
