package io.soma.memory.http;

import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.routing.Answer;
import io.soma.memory.domain.routing.Answer.Answered;
import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.domain.write.Payload;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one tenant sees of a memory service that may mix tenants. Pure functions. */
record TenantView(Tenancy tenancy, TenantId tenant) {

  /** Where one of the tenant's coordinates lies at the service. */
  Coordinate atService(Coordinate visible) {
    return tenancy.toService(tenant, visible);
  }

  /** What the tenant calls a coordinate of the service; empty if it is not the tenant's. */
  Optional<Coordinate> visible(Coordinate atService) {
    return tenancy.toVisible(tenant, atService);
  }

  /** A memory as the tenant stored it; empty if it is not the tenant's. */
  Optional<Memory> visible(Memory memory) {
    Coordinate atService = Coordinate.ofStored(memory.coordinate());
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
                visible(Coordinate.ofStored(neighbor.coordinate())).stream()
                    .map(
                        coordinate ->
                            new Neighbor(
                                coordinate.text(), neighbor.linkType(), neighbor.strength())))
        .toList();
  }

  /** A path, if all of it is the tenant's; else there is none. */
  @Nullable LinkPath visible(LinkPath path) {
    List<String> coordinates =
        path.coordinates().stream()
            .flatMap(text -> coordinate(text).flatMap(this::visible).stream())
            .map(Coordinate::text)
            .toList();
    return coordinates.size() == path.coordinates().size()
        ? new LinkPath(coordinates, path.linkTypes())
        : null;
  }

  /** Whether all the tenant's memories have a mark by which the service can filter them. */
  boolean isMarked() {
    return !tenancy.keepsExistingCoordinates(tenant);
  }

  /** The filters of a search, and that for the tenant's mark. */
  Payload filters(Payload given) {
    return isMarked() ? Payload.of(OwnerMark.filters(tenant, given.tree())) : given;
  }

  /** An answer that quotes coordinates as the tenant knows them. */
  Answer visible(Answer answer, Coordinate visible, Coordinate atService) {
    if (!(answer instanceof Answered answered) || !answered.detail().contains(atService.text())) {
      return answer;
    }
    return new Answered(
        answered.status(),
        answered.confirmed(),
        answered.retryAfter(),
        answered.detail().replace(atService.text(), visible.text()),
        answered.absent(),
        answered.source());
  }

  private static Optional<Coordinate> coordinate(String text) {
    try {
      return Optional.of(Coordinate.parse(text));
    } catch (InvalidWriteException e) {
      return Optional.empty();
    }
  }

  private static boolean isScoped(Coordinate visible, Coordinate atService) {
    return !visible.equals(atService);
  }
}
