package io.soma.memory.sandbox.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Every write of a demo, as its writers saw it. Safe for many threads. */
final class Ledger {

  private final List<WriteRecord> records = new ArrayList<>();

  synchronized void add(WriteRecord record) {
    records.add(record);
  }

  synchronized List<WriteRecord> records() {
    return List.copyOf(records);
  }

  /** The 99th percentile of the calls' times, in nanoseconds; 0 if there were none. */
  long p99Nanos(Predicate<WriteRecord> which) {
    long[] nanos =
        records().stream().filter(which).mapToLong(WriteRecord::nanos).sorted().toArray();
    return nanos.length == 0 ? 0 : nanos[(int) (nanos.length * 0.99)];
  }
}
