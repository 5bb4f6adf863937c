package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.routing.Answer.Answered;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.ports.driven.ReadAnswer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What every {@link io.soma.memory.ports.driven.MemoryService} keeps when it reads links. */
abstract class MemoryServiceGraphContract extends MemoryServiceSuite {

  private static final Coordinate A = Coordinate.of(1e+16, -3.839656710624695e-05);
  private static final Coordinate B = Coordinate.of(2, 0.5);
  private static final Coordinate C = Coordinate.of(3, -0.25);

  @Test
  void listsNeighborsWithTheNewestLinkFirst() {
    deliver(alice.link(A, B));
    deliver(alice.link(A, C, "causes \u00fc+&=%", 0.75));
    deliver(alice.link(B, C));
    assertThat(neighbors(A, NeighborQuery.FIRST_TEN))
        .containsExactly(
            new Neighbor(C.text(), "causes \u00fc+&=%", 0.75),
            new Neighbor(B.text(), "related", 1.0));
  }

  @Test
  void listsOnlyTheNeighborsThatTheQueryAllows() {
    deliver(alice.link(A, B));
    deliver(alice.link(A, C));
    deliver(alice.link(A, C, "causes \u00fc+&=%", 0.75));
    assertThat(neighbors(A, new NeighborQuery(1, 1, "related")))
        .extracting(Neighbor::coordinate)
        .containsExactly(B.text());
    assertThat(neighbors(A, new NeighborQuery(10, 0, "causes \u00fc+&=%")))
        .extracting(Neighbor::coordinate)
        .containsExactly(C.text());
    assertThat(neighbors(A, new NeighborQuery(0, 0, null))).isEmpty();
  }

  @Test
  void listsNoNeighborsOfAnotherTenant() {
    deliver(bob.link(A, B));
    assertThat(neighbors(A, NeighborQuery.FIRST_TEN)).isEmpty();
  }

  @Test
  void findsTheShortestPath() {
    deliver(alice.link(A, B));
    deliver(alice.link(B, C));
    assertThat(path(A, C, PathQuery.UP_TO_TEN).value())
        .isEqualTo(
            new LinkPath(List.of(A.text(), B.text(), C.text()), List.of("related", "related")));
    deliver(alice.link(A, C));
    assertThat(path(A, C, PathQuery.UP_TO_TEN).value())
        .isEqualTo(new LinkPath(List.of(A.text(), C.text()), List.of("related")));
  }

  @Test
  void answersThatThereIsNoPathWithoutAValue() {
    deliver(alice.link(A, B));
    deliver(alice.link(B, C));
    for (ReadAnswer<LinkPath> none :
        List.of(
            path(C, A, PathQuery.UP_TO_TEN),
            path(A, C, new PathQuery(2, null)),
            path(A, C, new PathQuery(10, "causes")))) {
      assertThat(none.answer()).matches(MemoryServiceSuite::isConfirmed);
      assertThat(none.value()).isNull();
    }
  }

  @Test
  void readsOfLinksCarryWhoAskedForThem() {
    ReadContext neighbors = alice.read();
    ReadContext path = alice.read();
    service().neighbors(neighbors, A, NeighborQuery.FIRST_TEN, AMPLE);
    service().path(path, A, B, PathQuery.UP_TO_TEN, AMPLE);
    assertThat(remote.received(alice.tenant()))
        .containsExactly(ReceivedCall.of(neighbors), ReceivedCall.of(path));
  }

  @Test
  void readsOfLinksAnswerWhatWentWrong() {
    remote.refuse(alice.tenant(), 422, "no such coordinate");
    assertThat(path(A, B, PathQuery.UP_TO_TEN).answer())
        .isInstanceOfSatisfying(
            Answered.class,
            answered -> {
              assertThat(answered.status()).isEqualTo(422);
              assertThat(answered.confirmed()).isFalse();
            });
    remote.confirmNothing(alice.tenant());
    ReadAnswer<List<Neighbor>> nothing =
        service().neighbors(alice.read(), A, NeighborQuery.FIRST_TEN, AMPLE);
    assertThat(nothing.answer()).matches(answer -> !isConfirmed(answer));
    assertThat(nothing.value()).isNull();
  }

  private List<Neighbor> neighbors(Coordinate of, NeighborQuery query) {
    ReadAnswer<List<Neighbor>> answer = service().neighbors(alice.read(), of, query, AMPLE);
    assertThat(answer.answer()).matches(MemoryServiceSuite::isConfirmed);
    return Objects.requireNonNull(answer.value());
  }

  private ReadAnswer<LinkPath> path(Coordinate from, Coordinate to, PathQuery query) {
    return service().path(alice.read(), from, to, query, AMPLE);
  }
}
