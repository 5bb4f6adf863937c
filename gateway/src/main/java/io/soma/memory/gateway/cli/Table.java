package io.soma.memory.gateway.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns as wide as their content; numbers to the right. */
final class Table {

  private static final int WIDEST = 60;

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... titles) {
    rows.add(Arrays.asList(titles));
  }

  /** One more row; a character that could move a terminal's cursor becomes a blank. */
  void row(Object... cells) {
    rows.add(Arrays.stream(cells).map(cell -> shown(String.valueOf(cell))).toList());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append(column == 0 ? "" : "  ").append(padded(row.get(column), column));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private String padded(String cell, int column) {
    int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    String blanks = " ".repeat(width - cell.length());
    return isNumeric(column) ? blanks + cell : cell + blanks;
  }

  private boolean isNumeric(int column) {
    return rows.size() > 1
        && rows.stream().skip(1).allMatch(row -> row.get(column).matches("-|[0-9.]+"));
  }

  /** A character that could move a terminal's cursor becomes a blank. */
  static String harmless(String text) {
    return text.replaceAll("\\p{Cntrl}|\\p{Cf}", " ");
  }

  private static String shown(String cell) {
    String harmless = harmless(cell);
    return harmless.length() <= WIDEST ? harmless : harmless.substring(0, WIDEST - 3) + "...";
  }
}
