package io.soma.memory.app.usecase.check;

import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.routing.Answer;
import io.soma.memory.domain.tenant.Namespace;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.ports.driven.MemoryService;
import java.time.Duration;
import java.util.UUID;

/** Whether the memory service takes our token: by a read of a memory that nobody has. */
public final class TokenProbe implements Probe {

  private static final String ITEM = "token";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Namespace NOBODY = Namespace.of("soma-check");
  private static final Coordinate NOWHERE = Coordinate.of(0, 0, 0);

  private final MemoryService service;

  /** Reads with the token that the service was opened with. */
  public TokenProbe(MemoryService service) {
    this.service = service;
  }

  @Override
  public Finding look() {
    ReadContext context =
        new ReadContext(NOBODY, new RequestId(UUID.randomUUID().toString()), null);
    return service
        .fetch(context, NOWHERE, TIMEOUT)
        .answer()
        .fold(
            TokenProbe::judge,
            none ->
                Finding.red(
                    ITEM, "could not be tried: " + none.detail(), "see the endpoint first"));
  }

  private static Finding judge(Answer.Answered answered) {
    if (answered.source() == Answer.Source.SOMETHING_ELSE) {
      return Finding.red(
          ITEM,
          "could not be tried: something in front of the memory service answers "
              + answered.status()
              + " in its place",
          "see whether SOMABRAIN_MEMORY_HTTP_ENDPOINT is the memory service's own address");
    }
    return switch (answered.status()) {
      case 200, 404 -> Finding.ok(ITEM, "the memory service takes it");
      case 401, 403 ->
          Finding.red(
              ITEM,
              "the memory service refuses it with " + answered.status(),
              "set SOMABRAIN_MEMORY_HTTP_TOKEN to the token of the memory service");
      default ->
          Finding.warning(
              ITEM,
              "a read with it was answered with " + answered.status(),
              "see why the memory service does not answer 404 to an unknown memory");
    };
  }
}
