package io.soma.memory.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.sandbox.servers.MemoryServiceKind;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeChoiceTest {

  private static final ShapeChoice ANY = new ShapeChoice(null, null, null, null);

  @Test
  void seedsDrawEveryShape() {
    List<DeploymentShape> shapes = LongStream.range(0, 200).mapToObj(ANY::forSeed).toList();

    assertThat(shapes).extracting(DeploymentShape::instances).contains(2, 3);
    assertThat(shapes).extracting(DeploymentShape::transport).contains("kafka", "direct");
    assertThat(shapes).extracting(DeploymentShape::writeMode).contains("sync", "fast_ack");
    assertThat(shapes)
        .extracting(DeploymentShape::memoryService)
        .contains(MemoryServiceKind.values());
    assertThat(shapes.stream().distinct()).hasSize(16);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 101, 801, 100_001})
  void neighbouringSeedsDrawDifferentShapes(long first) {
    List<DeploymentShape> shapes =
        LongStream.range(first, first + 20).mapToObj(ANY::forSeed).toList();

    assertThat(shapes.stream().map(DeploymentShape::memoryService).distinct()).hasSize(2);
    assertThat(shapes.stream().map(DeploymentShape::instances).distinct()).hasSize(2);
    assertThat(shapes.stream().map(DeploymentShape::transport).distinct()).hasSize(2);
    assertThat(shapes.stream().map(DeploymentShape::writeMode).distinct()).hasSize(2);
  }

  @Test
  void fixedPartsStayAndChangeNoOther() {
    ShapeChoice fixed =
        ShapeChoice.of(
            MemoryServiceKind.HONOURS_KEYS, 3, Map.of("SOMABRAIN_OUTBOX_TRANSPORT", "direct"));

    for (long seed = 0; seed < 50; seed++) {
      assertThat(fixed.forSeed(seed))
          .isEqualTo(
              new DeploymentShape(
                  MemoryServiceKind.HONOURS_KEYS, 3, "direct", ANY.forSeed(seed).writeMode()));
    }
  }
}
