package io.soma.memory.sandbox.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws a row per tenant over itself, four times a second, below the lines that stay. */
final class LiveView implements View {

  private static final String ESC = "\u001b[";
  private static final String HIDE_CURSOR = ESC + "?25l";
  private static final String SHOW_CURSOR = ESC + "?25h";
  private static final String CLEAR_LINE = ESC + "K";
  private static final String CLEAR_BELOW = ESC + "J";
  private static final String BOLD = ESC + "1m";
  private static final String RED = ESC + "31m";
  private static final String YELLOW = ESC + "33m";
  private static final String PLAIN = ESC + "0m";

  private final PrintStream out;
  private final int maxRows;
  private int drawn;

  /** A view on a terminal of so many lines. */
  LiveView(PrintStream out, int terminalLines) {
    this.out = out;
    this.maxRows = Math.max(4, terminalLines - 6);
    out.print(HIDE_CURSOR);
  }

  @Override
  public void say(String line) {
    erase();
    out.println(line);
  }

  @Override
  public void progress(String line) {
    draw(List.of(line));
  }

  @Override
  public void show(String headline, List<TenantRow> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(BOLD + headline + PLAIN);
    lines.add(BOLD + TenantRow.HEADER + PLAIN);
    // Tenants in trouble come first if the terminal is too small for all.
    rows.stream()
        .sorted(Comparator.comparing(row -> rows.size() > maxRows && !row.isTroubled()))
        .limit(maxRows)
        .forEach(row -> lines.add(coloured(row)));
    if (rows.size() > maxRows) {
      lines.add("... and " + (rows.size() - maxRows) + " more tenants");
    }
    draw(lines);
  }

  // Over what is there, in one go: a screen that is erased first flickers.
  private void draw(List<String> lines) {
    StringBuilder text = new StringBuilder(drawn == 0 ? "" : ESC + drawn + "A\r");
    lines.forEach(line -> text.append(line).append(CLEAR_LINE).append(System.lineSeparator()));
    out.print(text.append(CLEAR_BELOW));
    out.flush();
    drawn = lines.size();
  }

  @Override
  public void close() {
    out.print(SHOW_CURSOR);
    out.flush();
  }

  private void erase() {
    if (drawn > 0) {
      out.print(ESC + drawn + "A" + "\r" + CLEAR_BELOW);
      drawn = 0;
    }
  }

  private static String coloured(TenantRow row) {
    if (!row.circuit().equals("closed")) {
      return RED + row.line() + PLAIN;
    }
    return row.pending() > 0 ? YELLOW + row.line() + PLAIN : row.line();
  }
}
