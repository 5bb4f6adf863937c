package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.breaker.CallOutcome;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.read.HeapRoom;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.http.coordinate.NumericCoordinates;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The heap that answers to reads take. */
class AnswerRoomTest {

  private static final Duration AMPLE = Duration.ofMinutes(2);
  private static final int KIB = 1024;

  private final ScriptableMemoryService server = ScriptableMemoryService.start();
  private final RetrofitMemoryService raw =
      RetrofitMemoryService.create(HttpConfig.of(server.baseUrl(), server.token()));
  private final MemoryService shared =
      TenantScopedMemoryService.around(raw, new Tenancy.Shared(null), MonotonicClock.SYSTEM);
  private final TenantCalls alice = TenantCalls.of("alice");
  private final TenantCalls bob = TenantCalls.of("bob");

  @AfterEach
  void close() {
    raw.close();
    server.close();
  }

  @Test
  void manyEmptyObjectsTakeFarMoreThanTheirBytes() {
    byte[] objects = ("[" + "{},".repeat(1000) + "0]").getBytes(StandardCharsets.UTF_8);
    byte[] text = ("[\"" + "{\\\"},".repeat(1000) + "\"]").getBytes(StandardCharsets.UTF_8);

    // Each is a map of 56 bytes at least, with its place in the list.
    assertThat(AnswerHeap.bytes(objects)).isGreaterThan(60 * 1000);
    assertThat(AnswerHeap.bytes(text)).isLessThan(4L * text.length);
  }

  @Test
  void anAnswerIsUnpackedOnlyIfThereIsRoomForIt() {
    store(alice, "1,2,3", 100 * KIB);
    CountingRoom full = new CountingRoom(100 * KIB);
    CountingRoom large = new CountingRoom(1000 * KIB);

    CallResult<List<Memory>> refused = search(alice, full);

    assertThat(refused).isEqualTo(new CallResult.Failed<>(AnswerHeap.NO_ROOM));
    assertThat(AnswerHeap.NO_ROOM.outcome()).isEqualTo(CallOutcome.IGNORED);
    assertThat(full.taken).isZero();
    assertThat(search(alice, large).answer()).hasValueSatisfying(found -> isOne(found));
    assertThat(large.taken).isGreaterThan(300 * KIB);
  }

  @Test
  void aSearchWithoutRoomLeavesNoHitOutAndIsNotTriedInSmallerPages() {
    store(alice, "1,2,3", 100 * KIB);
    store(bob, "4,5,6", 100 * KIB);
    int before = server.requests().size();

    CallResult<List<Memory>> refused = search(alice, new CountingRoom(0));

    assertThat(refused).isEqualTo(new CallResult.Failed<>(AnswerHeap.NO_ROOM));
    assertThat(server.requests()).hasSize(before + 1);
  }

  @Test
  void theRoomOfHitsThatAreNotKeptIsGivenBack() {
    CountingRoom room = new CountingRoom(1000);
    PageRoom counted = new PageRoom(room);

    assertThat(counted.tryTake(2000)).isFalse();
    assertThat(counted.tryTake(800)).isTrue();
    counted.keep(1, 4);

    assertThat(room.taken).isEqualTo(200);
  }

  private void isOne(List<Memory> found) {
    assertThat(found).hasSize(1);
  }

  private void store(TenantCalls tenant, String coordinate, int bytes) {
    Coordinate at = NumericCoordinates.parse(coordinate);
    assertThat(
            shared
                .deliver(tenant.store(at, Map.of("text", "note", "blob", "x".repeat(bytes))), AMPLE)
                .isAnswered())
        .isTrue();
  }

  private CallResult<List<Memory>> search(TenantCalls tenant, HeapRoom room) {
    RecallQuery query =
        new RecallQuery(tenant.namespace(), "note", 5, 0, null, Payload.of(Map.of()));
    return shared.recall(tenant.read().with(room), query, AMPLE);
  }

  private static final class CountingRoom implements HeapRoom {

    private final long limit;
    private long taken;

    CountingRoom(long limit) {
      this.limit = limit;
    }

    @Override
    public boolean tryTake(long bytes) {
      if (taken + bytes > limit) {
        return false;
      }
      taken += bytes;
      return true;
    }

    @Override
    public void giveBack(long bytes) {
      taken -= bytes;
    }
  }
}
