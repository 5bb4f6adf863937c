package io.soma.memory.testkit.contract;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.ports.driven.CoordinateScheme;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.WriteEncoder;
import java.time.Duration;
import java.util.List;

/**
 * A memory service under test, and the far end as the contract steers it.
 *
 * <p>The remote end confirms everything until told otherwise. A setting for a tenant holds for all
 * its later calls, has no effect on the memories unless stated, and affects no other tenant.
 */
public interface RemoteMemory extends AutoCloseable {

  /** The implementation under test. */
  MemoryService service();

  /** How the service under test places memories. */
  CoordinateScheme coordinates();

  /** How the service under test takes writes. */
  WriteEncoder encoder();

  /** One of the service's coordinates in its own spelling, another for each number. */
  Coordinate place(int number);

  /** Refuses every call from now on as invalid, with this explanation. */
  void refuse(TenantId tenant, String detail);

  /** Asks for a pause. */
  void throttle(TenantId tenant, Duration pause);

  /** Takes calls and never answers. */
  void hang(TenantId tenant);

  /** Answers byte by byte, never idle for long, and takes seconds to end. */
  void drip(TenantId tenant);

  /** Breaks the connection instead of an answer. */
  void breakOff(TenantId tenant);

  /** Lets a write take effect, then breaks the connection instead of an answer. */
  void loseAnswers(TenantId tenant);

  /** Confirms another coordinate. */
  void confirmAnother(TenantId tenant);

  /** Answers well, and without a word. */
  void confirmNothing(TenantId tenant);

  /** Lets a call take effect and answers with a hundred megabytes. */
  void flood(TenantId tenant);

  /** Confirms everything again, and releases hanging calls. */
  void recover(TenantId tenant);

  /** Cannot be reached by any tenant, until the end. */
  void goDown();

  /** Says this of its parts from now on. */
  void health(boolean keyValueStore, boolean otherStores);

  /** The calls of a tenant that arrived, in order. */
  List<ReceivedCall> received(TenantId tenant);

  /** How many writes of a tenant took effect. */
  int effects(TenantId tenant);

  @Override
  void close();
}
