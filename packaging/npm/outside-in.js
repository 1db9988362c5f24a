#!/usr/bin/env node
// Runs the program, which is in the package for this platform; nothing is downloaded, now or at installing.
"use strict";

const { spawn } = require("node:child_process");

const ended = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
const platform = `outside-in-${process.platform}-${process.arch}`;
let program;
try {
  program = require.resolve(`${platform}/outside-in${process.platform === "win32" ? ".exe" : ""}`);
} catch {
  console.error(`error: the package ${platform} is not installed.
  Install outside-in again without --omit=optional. If there is no such package, build from source:
  cargo install --git @REPOSITORY@ --locked
エラー：パッケージ ${platform} がインストールされていません。
  --omit=optional を付けずに outside-in をインストールし直してください。該当するパッケージがない場合は、
  cargo install --git @REPOSITORY@ --locked でソースからビルドしてください。`);
  process.exit(2);
}

const args = process.argv.slice(2);
if (process.execve) {
  // The program takes our place, so that signals, Ctrl-Z and exit codes are its own.
  process.execve(program, [program, ...args]);
}
// What ends a terminal's programs reaches the program as well, and it says how both end.
for (const signal of ["SIGINT", "SIGHUP"]) process.on(signal, () => {});
const child = spawn(program, args, { stdio: "inherit" });
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("error", (error) => {
  console.error(`error: ${program}: ${error.message}`);
  process.exit(2);
});
child.on("close", (code, signal) => process.exit(code ?? ended[signal] ?? 1));
