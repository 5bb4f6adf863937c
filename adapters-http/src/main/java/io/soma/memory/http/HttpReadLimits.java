package io.soma.memory.http;

import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.write.InvalidWriteException;
import io.soma.memory.http.write.WriteBody;
import io.soma.memory.ports.driven.ReadLimits;
import org.jspecify.annotations.Nullable;

/** The memory service always answers 500 to larger queries, or takes too long. */
public final class HttpReadLimits implements ReadLimits {

  /** The most hits, links or memories of a path in one answer. */
  static final int MOST_FOUND = 1000;

  private static final int MAX_QUERY_LENGTH = 65_536;

  @Override
  public void check(RecallQuery query) {
    if (query.query().length() > MAX_QUERY_LENGTH) {
      throw new InvalidWriteException("query", "over " + MAX_QUERY_LENGTH + " characters");
    }
    checkRange("top_k", query.topK(), 1);
  }

  @Override
  public void check(NeighborQuery query) {
    checkRange("limit", query.limit(), 0);
    checkLinkType(query.linkType());
  }

  @Override
  public void check(PathQuery query) {
    checkRange("max_length", query.maxLength(), 0);
    checkLinkType(query.linkType());
  }

  private static void checkRange(String field, int value, int least) {
    if (value > MOST_FOUND) {
      throw new InvalidWriteException(field, value + " is not from " + least + " to " + MOST_FOUND);
    }
  }

  // It travels in a URL, and a longer one than any link has could make that too long.
  private static void checkLinkType(@Nullable String linkType) {
    if (linkType != null
        && linkType.codePointCount(0, linkType.length()) > WriteBody.MAX_LINK_TYPE_LENGTH) {
      throw new InvalidWriteException(
          "link_type", "at most " + WriteBody.MAX_LINK_TYPE_LENGTH + " characters are allowed");
    }
  }
}
