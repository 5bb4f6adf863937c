package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OwnerMarkTest {

  private static final TenantId ALICE = new TenantId("alice");

  @Test
  void leavesOtherNamesAlone() {
    assertThat(OwnerMark.stored("owner")).isEqualTo("owner");
    assertThat(OwnerMark.stored("soma_owners")).isEqualTo("soma_owners");
    assertThat(OwnerMark.stored("soma_owner.x")).isEqualTo("soma_owner.x");
  }

  @Test
  void keepsTheCallersFieldsOfItsNamesAside() {
    assertThat(OwnerMark.stored("soma_owner")).isEqualTo("soma_owner.");
    assertThat(OwnerMark.stored("soma_owner.")).isEqualTo("soma_owner..");
  }

  @Test
  void filtersByTheTenantWhateverTheCallerAsksFor() {
    assertThat(OwnerMark.filters(ALICE, Map.of("soma_owner", "bob", "k", 1)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("soma_owner.", "bob", "k", 1, "soma_owner", "alice"));
  }

  @Test
  void givesBackWhatItKeptAside() {
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      Map<String, Object> given = new LinkedHashMap<>();
      for (int field = random.nextInt(6); field > 0; field--) {
        given.put("soma_owner" + ".".repeat(random.nextInt(5)), random.nextInt());
        given.put("soma_" + random.nextInt(3) + ".".repeat(random.nextInt(2)), random.nextInt());
      }
      Map<String, Object> stored = new LinkedHashMap<>(Map.of(OwnerMark.FIELD, "alice"));
      given.forEach((name, value) -> stored.put(OwnerMark.stored(name), value));

      assertThat(stored).hasSize(given.size() + 1);
      assertThat(OwnerMark.given(stored)).isEqualTo(given);
    }
  }
}
