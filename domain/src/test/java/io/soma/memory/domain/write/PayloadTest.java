package io.soma.memory.domain.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {

  @Test
  void oneMebibyteOfJsonIsAllowedAndNoByteMore() {
    int around = "{\"k\":\"\"}".length();
    Payload largest = Payload.of(Map.of("k", "x".repeat(Payload.MAX_BYTES - around)));
    assertThat(largest.json()).hasSize(1_048_576);
    assertRefused(
        Map.of("k", "x".repeat(Payload.MAX_BYTES - around + 1)),
        "payload: is over 1048576 bytes of JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "€", "😀", "\n", "\u0001", "\""})
  void theLimitCountsBytesOnTheWire(String character) {
    int around = "{\"k\":\"\"}".length();
    int each = Payload.of(Map.of("k", character)).json().getBytes(UTF_8).length - around;
    int fits = (Payload.MAX_BYTES - around) / each;
    assertThat(Payload.of(Map.of("k", character.repeat(fits))).json().getBytes(UTF_8))
        .hasSizeLessThanOrEqualTo(Payload.MAX_BYTES);
    assertRefused(
        Map.of("k", character.repeat(fits + 1)), "payload: is over 1048576 bytes of JSON");
  }

  @Test
  void aTreeThatHoldsTheSameListOverAndOverIsRefusedBeforeItIsCopiedWhole() {
    List<Object> list = List.of();
    for (int i = 0; i < 60; i++) {
      list = List.of(list, list);
    }
    assertRefused(Map.of("k", list), "payload: is over 1048576 bytes of JSON");
    assertRefused(
        Map.of("k", Collections.nCopies(100_000, "x".repeat(100_000))),
        "payload: is over 1048576 bytes of JSON");
  }

  @Test
  void sixtyFourLevelsAreAllowedAndNoMore() {
    assertThat(Payload.of(Map.of("k", lists(63))).tree()).containsKey("k");
    assertRefused(
        Map.of("k", lists(64)), "payload.k" + "[0]".repeat(63) + ": is deeper than 64 levels");
    assertThat(Payload.of(maps(64)).tree()).containsKey("k");
    assertRefused(maps(65), "payload" + ".k".repeat(64) + ": is deeper than 64 levels");
  }

  @Test
  void aTreeThatContainsItselfIsTooDeep() {
    Map<String, Object> tree = new HashMap<>();
    tree.put("self", tree);
    assertRefused(tree, "payload" + ".self".repeat(64) + ": is deeper than 64 levels");
  }

  static List<Arguments> textsThatDoNotSurvive() {
    return List.of(
        Arguments.of("a\u0000b", "contains U+0000"),
        Arguments.of("\u0000", "contains U+0000"),
        Arguments.of("a\ud83d", "contains the lone surrogate U+D83D"),
        Arguments.of("\ud83da", "contains the lone surrogate U+D83D"),
        Arguments.of("\ud83d\ud83d\ude00", "contains the lone surrogate U+D83D"),
        Arguments.of("\ude00", "contains the lone surrogate U+DE00"),
        Arguments.of("\ude00\ud83d", "contains the lone surrogate U+DE00"),
        Arguments.of("😀\ude00", "contains the lone surrogate U+DE00"));
  }

  @ParameterizedTest
  @MethodSource("textsThatDoNotSurvive")
  void textThatPostgresWouldRefuseIsRefusedWhereverItStands(String text, String problem) {
    assertRefused(Map.of("k", text), "payload.k: " + problem);
    assertRefused(
        Map.of("notes", List.of(1, 2, 3, Map.of("text", text))),
        "payload.notes[3].text: " + problem);
    assertThatThrownBy(() -> Payload.of(Map.of("k", Map.of(text, 1))))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessageStartingWith("payload.k[\"")
        .hasMessageEndingWith("\"] (the key itself): " + problem)
        .message()
        .matches("[\\x20-\\x7e]+");
  }

  @Test
  void everyOtherCharacterSurvives() {
    assertThat(IntStream.rangeClosed(1, Character.MAX_CODE_POINT))
        .filteredOn(c -> UnicodeText.problem(Character.toString(c)) != null)
        .isEqualTo(
            IntStream.rangeClosed(Character.MIN_SURROGATE, Character.MAX_SURROGATE)
                .boxed()
                .toList());
  }

  static List<Arguments> keysAndTheirPlaces() {
    return List.of(
        Arguments.of("plain_Key9", "payload.plain_Key9"),
        Arguments.of("9", "payload[\"9\"]"),
        Arguments.of("", "payload[\"\"]"),
        Arguments.of("a.b", "payload[\"a.b\"]"),
        Arguments.of("a\"]b", "payload[\"a\\\"]b\"]"),
        Arguments.of("ключ", "payload[\"\\u043a\\u043b\\u044e\\u0447\"]"),
        Arguments.of("k".repeat(64), "payload." + "k".repeat(64)),
        Arguments.of("k".repeat(100_000), "payload[\"" + "k".repeat(80) + "...\"]"));
  }

  @ParameterizedTest
  @MethodSource("keysAndTheirPlaces")
  void placesAreUnmistakableAndShort(String key, String place) {
    assertRefused(Map.of(key, "\u0000"), place + ": contains U+0000");
  }

  static List<Object> thingsThatJsonHasNoWordFor() {
    return List.of('c', new int[0], Set.of(), Optional.empty(), Thread.State.NEW, new Object());
  }

  @ParameterizedTest
  @MethodSource("thingsThatJsonHasNoWordFor")
  void whatJsonHasNoWordForIsRefused(Object value) {
    assertRefused(
        Map.of("k", List.of(value)),
        "payload.k[0]: is a "
            + value.getClass().getName()
            + ", which JSON has no type for: write it as text, a number, a list or a map");
  }

  @Test
  void keysThatAreNotTextAreRefused() {
    assertRefused(Map.of("k", Map.of(1, 2)), "payload.k: has a key that is not text");
    assertRefused(
        Map.of("k", Collections.singletonMap(null, 2)), "payload.k: has a key that is not text");
  }

  @Test
  void theTreeIsACopyThatNobodyCanChange() {
    List<Object> list = new ArrayList<>(Arrays.asList(1, null));
    Map<String, Object> tree = new HashMap<>(Map.of("list", list));
    Payload payload = Payload.of(tree);
    list.add("later");
    tree.put("later", true);
    assertThat(payload.json()).isEqualTo("{\"list\":[1,null]}");
    Map<String, Object> copy = payload.tree();
    assertThatThrownBy(copy::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> ((List<?>) Objects.requireNonNull(copy.get("list"))).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void equalTreesAreEqualPayloads() {
    Payload payload = Payload.of(Map.of("a", 1, "b", List.of("x")));
    assertThat(payload).isEqualTo(Payload.of(Map.of("b", List.of("x"), "a", 1L)));
    assertThat(payload).hasSameHashCodeAs(Payload.of(Map.of("a", (short) 1, "b", List.of("x"))));
    assertThat(payload).isNotEqualTo(Payload.of(Map.of("a", 2, "b", List.of("x"))));
  }

  @Test
  void itsTextForLogsHoldsNoneOfIt() {
    assertThat(Payload.of(Map.of("password", "hunter2"))).hasToString("Payload[1 fields]");
  }

  private static List<Object> lists(int levels) {
    List<Object> list = List.of();
    for (int i = 1; i < levels; i++) {
      list = List.of(list);
    }
    return list;
  }

  private static Map<String, Object> maps(int levels) {
    Map<String, Object> map = Map.of("k", 1);
    for (int i = 1; i < levels; i++) {
      map = Map.of("k", map);
    }
    return map;
  }

  private static void assertRefused(Map<String, ?> tree, String message) {
    assertThatThrownBy(() -> Payload.of(tree))
        .isInstanceOf(InvalidWriteException.class)
        .hasMessage(message);
  }
}
