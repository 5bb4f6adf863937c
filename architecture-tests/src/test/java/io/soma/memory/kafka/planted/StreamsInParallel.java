package io.soma.memory.kafka.planted;

import java.util.List;
import java.util.stream.Stream;

final class StreamsInParallel {

  static Stream<String> call(List<String> list) {
    return list.parallelStream();
  }

  private StreamsInParallel() {}
}
