package io.soma.memory.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.testkit.contract.MemoryServiceContract;
import io.soma.memory.testkit.contract.RemoteMemory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetrofitMemoryServiceContractTest extends MemoryServiceContract {

  private static final Duration AMPLE = Duration.ofMinutes(5);

  @Override
  protected RemoteMemory open() {
    return new ScriptedRemoteMemory();
  }

  @Test
  void followsNoRedirect() {
    try (ScriptedRemoteMemory remote = new ScriptedRemoteMemory()) {
      for (int status : new int[] {301, 302, 303, 307, 308}) {
        remote.redirect(Calls.NAMESPACE.tenant(), status);

        assertThat(everyCall(remote))
            .allMatch(result -> Results.reason(result).kind() == FailureClass.NOT_THE_SERVICE);
      }
      assertThat(remote.effects(Calls.NAMESPACE.tenant())).isZero();
    }
  }

  @Test
  void sendsNothingTwiceWhenAskedToTryAgainAtOnce() {
    try (ScriptedRemoteMemory remote = new ScriptedRemoteMemory()) {
      for (int status : new int[] {408, 503}) {
        remote.throttle(Calls.NAMESPACE.tenant(), status, Duration.ZERO);

        assertThat(everyCall(remote))
            .allMatch(result -> result.code().equals(Integer.toString(status)));
      }
      assertThat(remote.received(Calls.NAMESPACE.tenant())).hasSize(2 * 4);
    }
  }

  private static List<CallResult<?>> everyCall(RemoteMemory remote) {
    Stream<Delivery> writes =
        Stream.of(WriteOperation.values()).map(operation -> Calls.write(operation, "1,2,3"));
    ReadContext read = Calls.read();
    return Stream.<CallResult<?>>concat(
            writes.map(write -> remote.service().deliver(write, AMPLE)),
            Stream.of(remote.service().fetch(read, Calls.store().coordinate(), AMPLE)))
        .toList();
  }
}
