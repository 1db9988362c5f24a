class OutsideIn < Formula
  desc "Judge how ready a health technology is for the US together with Mayo Clinic"
  homepage "@REPOSITORY@"
  version "@VERSION@"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "@RELEASE@/outside-in-@VERSION@-aarch64-apple-darwin.tar.gz"
      sha256 "@SHA256 aarch64-apple-darwin.tar.gz@"
    end
    on_intel do
      url "@RELEASE@/outside-in-@VERSION@-x86_64-apple-darwin.tar.gz"
      sha256 "@SHA256 x86_64-apple-darwin.tar.gz@"
    end
  end

  on_linux do
    on_arm do
      url "@RELEASE@/outside-in-@VERSION@-aarch64-unknown-linux-gnu.tar.gz"
      sha256 "@SHA256 aarch64-unknown-linux-gnu.tar.gz@"
    end
    on_intel do
      url "@RELEASE@/outside-in-@VERSION@-x86_64-unknown-linux-gnu.tar.gz"
      sha256 "@SHA256 x86_64-unknown-linux-gnu.tar.gz@"
    end
  end

  def install
    bin.install "outside-in"
    man1.install Dir["share/man/man1/*"]
    (man/"ja/man1").install Dir["share/man/ja/man1/*"]
    bash_completion.install "share/bash-completion/completions/outside-in"
    zsh_completion.install "share/zsh/site-functions/_outside-in"
    fish_completion.install "share/fish/vendor_completions.d/outside-in.fish"
  end

  test do
    system bin/"outside-in", "check"
    assert_match version.to_s, shell_output("#{bin}/outside-in --version")
  end
end
