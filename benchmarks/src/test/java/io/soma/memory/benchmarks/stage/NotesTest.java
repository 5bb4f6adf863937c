package io.soma.memory.benchmarks.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotesTest {

  @Test
  void aBodyHasOneKilobyte() {
    assertThat(Notes.body("tenant-1", 123_456).length()).isBetween(950, 1100);
  }

  @Test
  void bodiesDiffer() {
    assertThat(Notes.payload(1)).isNotEqualTo(Notes.payload(2));
  }
}
