package io.soma.memory.http;

import io.soma.memory.domain.breaker.FailureReason;
import io.soma.memory.domain.call.CallFailure;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.ServiceRefusal;
import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.Payload;
import io.soma.memory.http.coordinate.CoordinateScoping;
import io.soma.memory.http.coordinate.NumericCoordinates;
import java.util.List;
import java.util.Optional;

/** One tenant's view of a memory service that may mix tenants. Pure functions. */
record TenantView(CoordinateScoping scoping, TenantId tenant) {

  /** Where one of the tenant's coordinates lies at the service. */
  Coordinate atService(Coordinate visible) {
    return scoping.toService(tenant, visible);
  }

  /** The tenant's name for a coordinate of the service; empty if it is not the tenant's. */
  Optional<Coordinate> visible(Coordinate atService) {
    return scoping.toVisible(tenant, atService);
  }

  /** A memory as the tenant stored it; empty if it is not the tenant's. */
  Optional<Memory> visible(Memory memory) {
    Coordinate atService = new Coordinate(memory.coordinate());
    return visible(atService)
        .map(
            coordinate ->
                new Memory(
                    coordinate.text(),
                    isScoped(coordinate, atService)
                        ? OwnerMark.given(memory.payload())
                        : memory.payload(),
                    memory.memoryType(),
                    memory.score(),
                    memory.details()));
  }

  /** Those neighbors that are the tenant's. */
  List<Neighbor> visible(List<Neighbor> neighbors) {
    return neighbors.stream()
        .flatMap(
            neighbor ->
                visible(new Coordinate(neighbor.coordinate())).stream()
                    .map(
                        coordinate ->
                            new Neighbor(
                                coordinate.text(), neighbor.linkType(), neighbor.strength())))
        .toList();
  }

  /** A path, if all of it is the tenant's; else there is none. */
  Optional<LinkPath> visible(LinkPath path) {
    List<String> coordinates =
        path.coordinates().stream()
            .flatMap(text -> coordinate(text).flatMap(this::visible).stream())
            .map(Coordinate::text)
            .toList();
    return coordinates.size() == path.coordinates().size()
        ? Optional.of(new LinkPath(coordinates, path.linkTypes()))
        : Optional.empty();
  }

  /** Whether all the tenant's memories have a mark by which the service can filter them. */
  boolean isMarked() {
    return !scoping.tenancy().keepsExistingCoordinates(tenant);
  }

  /** The filters of a search, and that for the tenant's mark. */
  Payload filters(Payload given) {
    return isMarked() ? Payload.of(OwnerMark.filters(tenant, given.tree())) : given;
  }

  /** A result that quotes a coordinate as the tenant knows it. */
  static <T> CallResult<T> quoting(CallResult<T> result, Coordinate visible, Coordinate atService) {
    return result.fold(
        answered -> result,
        refusal ->
            new CallResult.Refused<>(
                new ServiceRefusal(refusal.code(), quoting(refusal.detail(), visible, atService))),
        failure -> new CallResult.Failed<>(quoting(failure, visible, atService)));
  }

  private static CallFailure quoting(
      CallFailure failure, Coordinate visible, Coordinate atService) {
    FailureReason reason = failure.reason();
    String words = quoting(reason.words(), visible, atService);
    return new CallFailure(
        new FailureReason(reason.kind(), reason.code(), words), failure.outcome(), failure.pause());
  }

  private static String quoting(String words, Coordinate visible, Coordinate atService) {
    return words.replace(atService.text(), visible.text());
  }

  private static Optional<Coordinate> coordinate(String text) {
    try {
      return Optional.of(NumericCoordinates.parse(text));
    } catch (InvalidWriteException e) {
      return Optional.empty();
    }
  }

  private static boolean isScoped(Coordinate visible, Coordinate atService) {
    return !visible.equals(atService);
  }
}
