package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.write.Coordinate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract of {@link io.soma.memory.ports.driven.MemoryService} for reading links. */
abstract class MemoryServiceGraphContract extends MemoryServiceSuite {

  @Test
  void listsNeighborsWithTheNewestLinkFirst() {
    deliver(alice.link(a(), b()));
    deliver(alice.link(a(), c(), "causes \u00fc+&=%", 0.75));
    deliver(alice.link(b(), c()));
    assertThat(neighbors(a(), NeighborQuery.FIRST_TEN))
        .containsExactly(
            new Neighbor(c().text(), "causes \u00fc+&=%", 0.75),
            new Neighbor(b().text(), "related", 1.0));
  }

  @Test
  void listsOnlyTheNeighborsThatTheQueryAllows() {
    deliver(alice.link(a(), b()));
    deliver(alice.link(a(), c()));
    deliver(alice.link(a(), c(), "causes \u00fc+&=%", 0.75));
    assertThat(neighbors(a(), new NeighborQuery(1, 1, "related")))
        .extracting(Neighbor::coordinate)
        .containsExactly(b().text());
    assertThat(neighbors(a(), new NeighborQuery(10, 0, "causes \u00fc+&=%")))
        .extracting(Neighbor::coordinate)
        .containsExactly(c().text());
    assertThat(neighbors(a(), new NeighborQuery(0, 0, null))).isEmpty();
  }

  @Test
  void listsNoNeighborsOfAnotherTenant() {
    deliver(bob.link(a(), b()));
    assertThat(neighbors(a(), NeighborQuery.FIRST_TEN)).isEmpty();
  }

  @Test
  void findsTheShortestPath() {
    deliver(alice.link(a(), b()));
    deliver(alice.link(b(), c()));
    assertThat(path(a(), c(), PathQuery.UP_TO_TEN))
        .contains(
            new LinkPath(
                List.of(a().text(), b().text(), c().text()), List.of("related", "related")));
    deliver(alice.link(a(), c()));
    assertThat(path(a(), c(), PathQuery.UP_TO_TEN))
        .contains(new LinkPath(List.of(a().text(), c().text()), List.of("related")));
  }

  @Test
  void answersThatThereIsNoPathWithoutAValue() {
    deliver(alice.link(a(), b()));
    deliver(alice.link(b(), c()));
    assertThat(path(c(), a(), PathQuery.UP_TO_TEN)).isEmpty();
    assertThat(path(a(), c(), new PathQuery(2, null))).isEmpty();
    assertThat(path(a(), c(), new PathQuery(10, "causes"))).isEmpty();
  }

  @Test
  void readsOfLinksCarryWhoAskedForThem() {
    ReadContext neighbors = alice.read();
    ReadContext path = alice.read();
    service().neighbors(neighbors, a(), NeighborQuery.FIRST_TEN, AMPLE);
    service().path(path, a(), b(), PathQuery.UP_TO_TEN, AMPLE);
    assertThat(remote.received(alice.tenant()))
        .containsExactly(ReceivedCall.of(neighbors), ReceivedCall.of(path));
  }

  @Test
  void readsOfLinksAnswerWhatWentWrong() {
    remote.refuse(alice.tenant(), "no such coordinate");
    assertThat(service().path(alice.read(), a(), b(), PathQuery.UP_TO_TEN, AMPLE))
        .isInstanceOf(CallResult.Refused.class);
    remote.confirmNothing(alice.tenant());
    assertThat(service().neighbors(alice.read(), a(), NeighborQuery.FIRST_TEN, AMPLE))
        .as("neighbors() of an answer that lists nothing, not even an empty list: UNCONFIRMED")
        .matches(result -> failedAs(FailureClass.UNCONFIRMED, result));
  }

  private List<Neighbor> neighbors(Coordinate of, NeighborQuery query) {
    return answer(service().neighbors(alice.read(), of, query, AMPLE));
  }

  private Optional<LinkPath> path(Coordinate from, Coordinate to, PathQuery query) {
    return answer(service().path(alice.read(), from, to, query, AMPLE));
  }

  private Coordinate a() {
    return remote.place(1);
  }

  private Coordinate b() {
    return remote.place(2);
  }

  private Coordinate c() {
    return remote.place(3);
  }
}
