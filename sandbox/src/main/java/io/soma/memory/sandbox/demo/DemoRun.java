package io.soma.memory.sandbox.demo;

import io.soma.memory.supervision.CloseStack;
import java.io.PrintStream;

/** One demo from start to exit code; however it ends, it leaves nothing behind. */
public final class DemoRun {

  /** The exit code of a demo that found a promise broken. */
  public static final int BROKEN = 1;

  private DemoRun() {}

  /**
   * Runs a demo and prints its result, in words and as the last line for programs.
   *
   * @param terminalLines how high the terminal is; 0 if there is none
   * @return 0 if every promise held
   */
  public static int run(DemoOptions options, PrintStream out, int terminalLines)
      throws InterruptedException {
    CloseStack opened = new CloseStack();
    // Ctrl-C may come at any moment, also while the servers start.
    Thread hook = new Thread(opened::close, "demo-cleanup");
    Runtime.getRuntime().addShutdownHook(hook);
    Verdict verdict;
    try (View view = view(options, out, terminalLines)) {
      opened.with(view);
      verdict = new Demo(options, view, opened).run();
    } finally {
      opened.close();
    }
    if (verdict.diverted() > 0) {
      out.println(
          verdict.diverted() + " writes of healthy tenants were diverted on another's account");
    }
    out.println(verdict.sentence());
    out.println(verdict.line());
    out.flush();
    return verdict.isGood() ? 0 : BROKEN;
  }

  private static View view(DemoOptions options, PrintStream out, int terminalLines) {
    return options.plain() || terminalLines == 0
        ? new PlainView(out)
        : new LiveView(out, terminalLines);
  }
}
