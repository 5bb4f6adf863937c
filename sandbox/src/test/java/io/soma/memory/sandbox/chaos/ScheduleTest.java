package io.soma.memory.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.sandbox.servers.MemoryServiceKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final int SECONDS = 300;
  private static final List<Trouble> ALL = List.of(Trouble.values());

  @Test
  void aSeedAlwaysGivesTheSame() {
    assertThat(schedule(7, SECONDS, ALL)).isEqualTo(schedule(7, SECONDS, ALL));
    assertThat(schedule(7, SECONDS, ALL)).isNotEqualTo(schedule(8, SECONDS, ALL));
  }

  @Test
  void aFrontHasOneTroubleAtATimeAndAllAreOverWithTheWriting() {
    for (long seed = 0; seed < 50; seed++) {
      for (List<Step> steps : schedule(seed, SECONDS, ALL).values()) {
        long free = 0;
        for (Step step : steps) {
          assertThat(step.beginMillis()).isGreaterThan(free);
          free = step.beginMillis() + step.holdMillis();
        }
        assertThat(free).isBetween(1L, SECONDS * 1000L);
      }
    }
  }

  @Test
  void everyTroubleComesIfThereIsTime() {
    for (long seed = 0; seed < 50; seed++) {
      assertThat(troubles(schedule(seed, SECONDS, ALL)))
          .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Trouble.class));
    }
  }

  @Test
  void whatTakesLongerThanThereIsTimeDoesNotCome() {
    for (long seed = 0; seed < 50; seed++) {
      assertThat(troubles(schedule(seed, 20, ALL))).doesNotContain(Trouble.OVERSLEPT_SERVICE);
    }
  }

  @Test
  void onlyWhatWasChosenComes() {
    Map<Front, List<Step>> schedule = schedule(1, SECONDS, List.of(Trouble.KILLED_SERVICE));

    assertThat(troubles(schedule)).containsExactly(Trouble.KILLED_SERVICE);
    assertThat(schedule.get(Front.SERVICES)).extracting(Step::which).contains(0, 1);
  }

  private static Set<Trouble> troubles(Map<Front, List<Step>> schedule) {
    return schedule.values().stream()
        .flatMap(List::stream)
        .map(Step::trouble)
        .collect(Collectors.toSet());
  }

  private static Map<Front, List<Step>> schedule(long seed, int seconds, List<Trouble> troubles) {
    return Schedule.of(
        new ChaosOptions(
            6,
            seconds,
            100,
            seed,
            troubles,
            new DeploymentShape(MemoryServiceKind.IGNORES_KEYS, 2, "kafka", "sync"),
            null));
  }
}
