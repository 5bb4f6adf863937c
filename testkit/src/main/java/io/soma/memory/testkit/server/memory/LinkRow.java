package io.soma.memory.testkit.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A link as the service stores it: its metadata is laid over type, strength and tenant, so that it
 * can replace each of them.
 */
record LinkRow(String tenant, GraphLink link) {
  private static final int LONGEST_TYPE = 100;
  private static final int LONGEST_TENANT = 255;

  /** The database does not take the row. */
  static final class Refused extends Exception {
    Refused() {
      super("the database refuses the link", null, false, false);
    }
  }

  static LinkRow of(LinkRequest asked, CoordinateKey from, CoordinateKey to, String tenant)
      throws Refused {
    JsonNode over = asked.metadata();
    String type = over.has("link_type") ? text(over.get("link_type")) : asked.type();
    String owner = over.has("_tenant") ? text(over.get("_tenant")) : tenant;
    double strength = over.has("strength") ? strength(over.get("strength")) : asked.strength();
    require(from.fits() && to.fits() && !UnstorableValues.in(over));
    require(fits(type, LONGEST_TYPE) && fits(owner, LONGEST_TENANT));
    return new LinkRow(owner, new GraphLink(from, to, type, strength, rest(over)));
  }

  private static String text(JsonNode value) throws Refused {
    require(!value.isNull());
    return value.isTextual() ? value.textValue() : PythonJsonWriter.write(value, JsonForm.AS_IT_IS);
  }

  private static double strength(JsonNode value) throws Refused {
    try {
      return PydanticNumbers.number(value);
    } catch (PydanticNumbers.Failed e) {
      throw new Refused();
    }
  }

  private static boolean fits(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest && !UnstorableValues.in(text);
  }

  private static JsonNode rest(JsonNode metadata) {
    ObjectNode rest = metadata.deepCopy();
    rest.remove(List.of("link_type", "strength", "_tenant"));
    return rest;
  }

  private static void require(boolean accepted) throws Refused {
    if (!accepted) {
      throw new Refused();
    }
  }
}
