package io.soma.memory.app;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.ServiceCapabilities;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.read.StatusPage;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.ports.driven.MemoryService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A memory service that keeps each store beside older ones, and can be asked for a write. It is for
 * one thread.
 */
public final class AppendingService implements MemoryService {

  private static final CallResult<WriteConfirmation> DONE =
      new CallResult.Answered<>(WriteConfirmation.DONE, "200");

  private final List<Delivery> versions = new ArrayList<>();
  private boolean takesWrites = true;
  private boolean losesNextAnswer;

  /** Whether writes pass from now on; to ask for one always does. */
  public void takesWrites(boolean takes) {
    takesWrites = takes;
  }

  /** The next write takes effect, and its answer is lost. */
  public void loseNextAnswer() {
    losesNextAnswer = true;
  }

  /** The payloads of everything that is kept, the oldest first. */
  public List<String> bodies() {
    return versions.stream().map(Delivery::body).toList();
  }

  @Override
  public ServiceCapabilities capabilities() {
    return ServiceCapabilities.appending().withReadBack();
  }

  @Override
  public CallResult<WriteConfirmation> deliver(Delivery delivery, Duration timeout) {
    if (!takesWrites) {
      return Rig.UNAVAILABLE;
    }
    if (delivery.operation() == WriteOperation.DELETE) {
      versions.removeIf(each -> isOfAddress(delivery, each));
    } else {
      versions.add(delivery);
    }
    boolean isLost = losesNextAnswer;
    losesNextAnswer = false;
    return isLost ? Rig.UNAVAILABLE : DONE;
  }

  @Override
  public CallResult<Boolean> hasTaken(Delivery delivery, Duration timeout) {
    Optional<Delivery> newest =
        versions.stream()
            .filter(each -> isOfAddress(delivery, each))
            .reduce((older, newer) -> newer);
    boolean isNewest =
        delivery.operation() == WriteOperation.DELETE
            ? newest.isEmpty()
            : newest
                .filter(each -> each.idempotencyKey().equals(delivery.idempotencyKey()))
                .isPresent();
    return new CallResult.Answered<>(isNewest, "200");
  }

  private static boolean isOfAddress(Delivery one, Delivery other) {
    return one.tenant().equals(other.tenant()) && one.coordinate().equals(other.coordinate());
  }

  @Override
  public CallResult<Optional<Memory>> fetch(
      ReadContext context, Coordinate coordinate, Duration timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CallResult<List<Memory>> recall(ReadContext context, RecallQuery query, Duration timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CallResult<List<Neighbor>> neighbors(
      ReadContext context, Coordinate coordinate, NeighborQuery query, Duration timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CallResult<Optional<LinkPath>> path(
      ReadContext context, Coordinate from, Coordinate to, PathQuery query, Duration timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ServiceHealth health(Duration timeout) {
    return new ServiceHealth(true, "");
  }

  @Override
  public Optional<StatusPage> statusPage(StatusPage.Kind kind, Duration timeout) {
    return Optional.empty();
  }
}
