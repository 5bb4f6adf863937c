package io.soma.memory.http.coordinate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.InvalidWriteException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoordinateScopingTest {

  private static final int TRIES = Boolean.getBoolean("soma.exhaustive") ? 100_000 : 5_000;

  private static final TenantId ALICE = new TenantId("alice");
  private static final TenantId BOB = new TenantId("bob");
  private static final Coordinate HERE = NumericCoordinates.parse("1,2,3");
  private static final CoordinateScoping ISOLATED = new CoordinateScoping(new Tenancy.Isolated());
  private static final CoordinateScoping SHARED = new CoordinateScoping(new Tenancy.Shared(null));
  private static final CoordinateScoping OWNED = new CoordinateScoping(new Tenancy.Shared(ALICE));

  /** The coordinates of stored memories rest on it. */
  @Test
  void scopesAsItAlwaysDid() {
    assertThat(SHARED.toService(ALICE, HERE).text())
        .isEqualTo(
            "1.0,2.0,3.0,-0.3491424019448459,"
                + "0.9986600270494819,-0.24942198768258095,0.9570600520819426");
  }

  @Test
  void leavesCoordinatesOfAnIsolatedServiceAlone() {
    assertThat(ISOLATED.toService(ALICE, HERE)).isEqualTo(HERE);
    assertThat(ISOLATED.toVisible(BOB, HERE)).contains(HERE);
    assertThat(ISOLATED.tenancy().keepsExistingCoordinates(BOB)).isTrue();
  }

  @Test
  void leavesTheOwnersCoordinatesAlone() {
    assertThat(OWNED.toService(ALICE, HERE)).isEqualTo(HERE);
    assertThat(OWNED.toVisible(ALICE, HERE)).contains(HERE);
    assertThat(OWNED.tenancy().keepsExistingCoordinates(ALICE)).isTrue();
  }

  @Test
  void showsWhatHasNoMarkToItsOwnerAlone() {
    assertThat(OWNED.toVisible(BOB, HERE)).isEmpty();
    assertThat(SHARED.toVisible(ALICE, HERE)).isEmpty();
    assertThat(OWNED.tenancy().keepsExistingCoordinates(BOB)).isFalse();
  }

  @Test
  void keepsTheOwnerOutOfOthersCoordinates() {
    Coordinate bobs = OWNED.toService(BOB, HERE);

    assertThat(OWNED.toService(ALICE, bobs)).isNotEqualTo(bobs);
    assertThat(OWNED.toVisible(ALICE, bobs)).isEmpty();
  }

  @Test
  void showsTheOwnerNothingThatItCannotName() {
    Coordinate fromBeforeItWasTheOwner = SHARED.toService(ALICE, HERE);

    assertThat(OWNED.toVisible(ALICE, fromBeforeItWasTheOwner)).isEmpty();
  }

  @Test
  void refusesWhatWouldBeTooLongAtTheService() {
    int added = SHARED.toService(ALICE, HERE).text().length() - HERE.text().length();
    Coordinate longest = ofLength(NumericCoordinates.MAX_LENGTH - added);
    Coordinate longer = ofLength(NumericCoordinates.MAX_LENGTH - added + 1);

    assertThat(SHARED.toService(ALICE, longest).text()).hasSize(NumericCoordinates.MAX_LENGTH);
    assertThatThrownBy(() -> SHARED.toService(ALICE, longer))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessageContaining(
            "over the "
                + (NumericCoordinates.MAX_LENGTH - added)
                + " that are left to this tenant");
    assertThat(OWNED.toService(ALICE, longer)).isEqualTo(longer);
  }

  @Test
  void turnsBackWhatItScoped() {
    Random random = new Random(17);
    for (int i = 0; i < TRIES; i++) {
      TenantId tenant = tenant(random);
      Coordinate visible = coordinate(random);
      for (CoordinateScoping scoping :
          List.of(ISOLATED, SHARED, OWNED, new CoordinateScoping(new Tenancy.Shared(tenant)))) {
        Coordinate there = scoping.toService(tenant, visible);

        assertThat(scoping.toVisible(tenant, there)).contains(visible);
        assertThat(NumericCoordinates.parse(there.text())).isEqualTo(there);
      }
    }
  }

  @Test
  void mapsNoTwoTenantsToOneCoordinate() {
    Random random = new Random(18);
    for (CoordinateScoping scoping :
        List.of(SHARED, OWNED, new CoordinateScoping(new Tenancy.Shared(BOB)))) {
      Map<Coordinate, String> owners = new HashMap<>();
      for (int i = 0; i < TRIES; i++) {
        TenantId tenant = tenant(random);
        // Few coordinates, and often one that another tenant has at the service.
        Coordinate visible = NumericCoordinates.of(random.nextInt(10), random.nextInt(10));
        for (int nested = random.nextInt(3); nested > 0; nested--) {
          visible = scoping.toService(tenant(random), visible);
        }
        Coordinate there = scoping.toService(tenant, visible);

        String owner = tenant + " " + visible;
        assertThat(owners.merge(there, owner, (known, same) -> known)).isEqualTo(owner);
        TenantId other = tenant(random);
        if (!other.equals(tenant)) {
          assertThat(scoping.toVisible(other, there)).isEmpty();
        }
      }
    }
  }

  private static TenantId tenant(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> ALICE;
      case 1 -> BOB;
      default -> new TenantId("t-" + random.nextInt(1000));
    };
  }

  private static Coordinate coordinate(Random random) {
    double[] parts = new double[1 + random.nextInt(8)];
    for (int i = 0; i < parts.length; i++) {
      parts[i] =
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(5) - 2;
            case 1 -> -0.0;
            case 2 -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(200) - 100);
            default -> (random.nextInt() + 0.0) / (1L << 31);
          };
    }
    return NumericCoordinates.of(parts);
  }

  private static Coordinate ofLength(int characters) {
    List<String> parts = new ArrayList<>();
    int left = characters;
    for (; left > 7; left -= 4) {
      parts.add("1.5");
    }
    parts.add("1." + "5".repeat(left - 2));
    return NumericCoordinates.parse(String.join(",", parts));
  }
}
