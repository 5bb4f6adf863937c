package io.soma.memory.sandbox.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints lines, for logs and pipes. */
final class PlainView implements View {

  private static final long EVERY_NANOS = 2_000_000_000L;

  private final PrintStream out;
  private long last = System.nanoTime();

  PlainView(PrintStream out) {
    this.out = out;
  }

  @Override
  public void say(String line) {
    out.println(line);
  }

  @Override
  public void progress(String line) {}

  @Override
  public void show(String headline, List<TenantRow> rows) {
    if (System.nanoTime() - last < EVERY_NANOS) {
      return;
    }
    last = System.nanoTime();
    String troubled =
        rows.stream()
            .filter(row -> !row.circuit().equals("closed"))
            .map(TenantRow::tenant)
            .limit(6)
            .collect(Collectors.joining(" "));
    out.println(
        String.format(
            Locale.ROOT,
            "%s  stored %d, queued %d, undelivered %d, circuits open: %s",
            headline,
            TenantRow.sum(rows, TenantRow::stored),
            TenantRow.sum(rows, TenantRow::queued),
            TenantRow.sum(rows, TenantRow::pending),
            troubled.isEmpty() ? "none" : troubled));
  }

  @Override
  public void close() {
    out.flush();
  }
}
