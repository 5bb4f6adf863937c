package io.soma.memory.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgentProfileTest {

  private final List<AgentProfile> profiles =
      IntStream.range(0, 12)
          .mapToObj(number -> AgentProfile.of(number, 6, Duration.ofMillis(10)))
          .toList();

  @Test
  void theAgentsOfACampaignHaveEveryHabitAndBothPatiences() {
    assertThat(profiles).extracting(AgentProfile::identity).contains(IdentityHabit.values());
    assertThat(profiles)
        .extracting(AgentProfile::patience)
        .contains(Duration.ofSeconds(3), Duration.ofSeconds(10));
  }

  @Test
  void everyTenantWritesThroughBothServices() {
    Map<String, Set<Integer>> services =
        profiles.stream()
            .collect(
                Collectors.groupingBy(
                    AgentProfile::tenant,
                    Collectors.mapping(each -> each.firstService() % 2, Collectors.toSet())));

    assertThat(services).hasSize(6).allSatisfy((tenant, used) -> assertThat(used).hasSize(2));
  }

  @Test
  void noTwoAgentsShareAnAddress() {
    assertThat(profiles)
        .extracting(profile -> profile.write(1, 5, Optional.empty(), Map.of()))
        .extracting(AgentWrite::coordinate)
        .doesNotHaveDuplicates();
  }

  @Test
  void everyWriteHasItsOwnIdAndKeepsItsHeaders() {
    AgentProfile profile = profiles.get(0);

    assertThat(profile.write(1, 5, Optional.empty(), Map.of()).id())
        .isNotEqualTo(profile.write(6, 5, Optional.empty(), Map.of()).id());
    assertThat(profile.write(1, 5, Optional.of(PoisonKind.REFUSED), Map.of()).body())
        .contains("\"poison\":\"refused\"");
    for (IdentityHabit habit : IdentityHabit.values()) {
      Map<String, String> first = habit.headers("agent", 7, 5);
      assertThat(habit.headers("agent", 7, 5)).isEqualTo(first).hasSize(1);
    }
  }

  @Test
  void habitsDifferInWhatSharesARequestId() {
    assertThat(IdentityHabit.SHARED_REQUEST_ID.headers("one", 1, 5))
        .isEqualTo(IdentityHabit.SHARED_REQUEST_ID.headers("other", 2, 5));
    assertThat(IdentityHabit.OWN_REQUEST_ID.headers("one", 1, 5))
        .isNotEqualTo(IdentityHabit.OWN_REQUEST_ID.headers("one", 2, 5));
    assertThat(IdentityHabit.BATCH_REQUEST_ID.headers("one", 5, 5))
        .isEqualTo(IdentityHabit.BATCH_REQUEST_ID.headers("one", 9, 5))
        .isNotEqualTo(IdentityHabit.BATCH_REQUEST_ID.headers("one", 10, 5));
    assertThat(IdentityHabit.NAMED_KEY.headers("one", 1, 5))
        .containsOnlyKeys(IdentityHabit.NAMED_KEY_HEADER);
  }
}
