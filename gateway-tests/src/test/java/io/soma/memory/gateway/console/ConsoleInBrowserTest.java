package io.soma.memory.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.gateway.AdminRig;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser, as an operator uses it. */
class ConsoleInBrowserTest {

  @TempDir private Path directory;

  @BeforeEach
  void requireChromium() {
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, "chromium"))),
        "chromium is not installed");
  }

  @Test
  void showsTroubleAndReplaysFailedEventsAfterTheCountIsSeen() throws Exception {
    try (AdminRig rig = new AdminRig();
        HeadlessChromium browser = HeadlessChromium.start(directory.resolve("profile"))) {
      long failed = rig.fail("one");
      rig.queue("two");
      browser.open(rig.url() + "/console");
      browser.await("document.getElementById('enter') !== null");

      signIn(browser, AdminRig.ADMIN_TOKEN);
      browser.await("document.querySelectorAll('#tenants tr').length === 1");
      assertThat(browser.evaluate("document.getElementById('tenants').innerText"))
          .contains("alpha", "forced open");
      assertThat(browser.evaluate("document.getElementById('failed').innerText"))
          .contains("422 it is wrong", "" + failed);
      assertThat(browser.evaluate("getComputedStyle(document.getElementById('enter')).display"))
          .isEqualTo("none");
      takePictures(browser);

      click(browser, "#failed tr td:last-child button");
      browser.await("document.getElementById('ask').open");
      assertThat(browser.evaluate("document.getElementById('ask-text').textContent"))
          .startsWith("1 events of alpha would be replayed.");
      assertThat(rig.statusOf(failed)).isEqualTo(EventStatus.FAILED);
      click(browser, "#ask-yes");
      browser.await("document.getElementById('failed').innerText.includes('No event has failed')");

      assertThat(rig.statusOf(failed)).isEqualTo(EventStatus.PENDING);
      browser.await("document.getElementById('audit').rows.length === 2");
      assertThat(browser.evaluate("document.getElementById('audit').rows[0].innerText"))
          .contains("console from 127.0.0.1", "replay", "" + failed);
    }
  }

  @Test
  void showsWhatHappensWithoutAsking() throws Exception {
    try (AdminRig rig = new AdminRig();
        HeadlessChromium browser = HeadlessChromium.start(directory.resolve("profile"))) {
      browser.open(rig.url() + "/console");
      browser.await("document.getElementById('enter') !== null");
      signIn(browser, AdminRig.ADMIN_TOKEN);
      browser.await("document.getElementById('seen').textContent.includes('live')");
      browser.evaluate(
          "window.asked = 0; const real = window.fetch;"
              + " window.fetch = (...all) => { asked++; return real(...all); };"
              + " document.querySelector('#tenants button').focus(); 0");

      long failed = rig.fail("one");
      browser.await("document.getElementById('failed').innerText.includes('" + failed + "')");

      assertThat(browser.evaluate("String(asked)")).isEqualTo("0");
      assertThat(browser.evaluate("document.activeElement.textContent")).isEqualTo("Release");
    }
  }

  @Test
  void looksByItselfWhereNoStreamComesThrough() throws Exception {
    try (AdminRig rig = new AdminRig();
        HeadlessChromium browser = HeadlessChromium.start(directory.resolve("profile"))) {
      browser.open(rig.url() + "/console");
      browser.await("document.getElementById('enter') !== null");
      browser.evaluate(
          "const real = window.fetch; window.fetch = (path, ...rest) => path === '/admin/live'"
              + " ? new Promise(() => {}) : real(path, ...rest); 0");
      signIn(browser, AdminRig.ADMIN_TOKEN);
      browser.await("document.getElementById('seen').textContent.includes('every 5 s')");

      long failed = rig.fail("one");
      browser.await("document.getElementById('failed').innerText.includes('" + failed + "')");

      assertThat(browser.evaluate("document.getElementById('seen').textContent"))
          .contains("every 5 s");
    }
  }

  @Test
  void aReadOnlyTokenSeesEverythingAndHasNoOrders() throws Exception {
    try (AdminRig rig = new AdminRig();
        HeadlessChromium browser = HeadlessChromium.start(directory.resolve("profile"))) {
      long failed = rig.fail("one");
      browser.open(rig.url() + "/console");
      browser.await("document.getElementById('enter') !== null");

      signIn(browser, AdminRig.READ_TOKEN);
      browser.await("document.getElementById('status').textContent.includes('Read-only')");
      click(browser, "#failed button");
      browser.await("document.getElementById('shown').innerText.includes('422 it is wrong')");

      assertThat(browser.evaluate("document.getElementById('audit').innerText"))
          .contains("circuit open", "alpha");
      assertThat(
              browser.evaluate(
                  "[...document.querySelectorAll('#content button')].map(b =>"
                      + " b.textContent).join()"))
          .isEqualTo(failed + ",Show");
    }
  }

  @Test
  void aWrongTokenShowsNothing() throws Exception {
    try (AdminRig rig = new AdminRig();
        HeadlessChromium browser = HeadlessChromium.start(directory.resolve("profile"))) {
      browser.open(rig.url() + "/console");
      browser.await("document.getElementById('enter') !== null");

      signIn(browser, "a-token-that-is-wrong");
      browser.await("document.getElementById('status').textContent.includes('not the one')");

      assertThat(browser.evaluate("document.getElementById('content').hidden")).isEqualTo("true");
      assertThat(browser.evaluate("sessionStorage.length")).isEqualTo("0");
    }
  }

  private static void signIn(HeadlessChromium browser, String token) {
    browser.evaluate("document.getElementById('token').value = '" + token + "'; 0");
    click(browser, "#enter button");
  }

  private static void click(HeadlessChromium browser, String selector) {
    browser.evaluate("document.querySelector('" + selector + "').click(); 0");
  }

  /** For docs/console, where {@code -Dsoma.docs=write} asks for them. */
  private static void takePictures(HeadlessChromium browser) throws Exception {
    if ("write".equals(System.getProperty("soma.docs"))) {
      Path pictures = Files.createDirectories(Path.of("../docs/console"));
      browser.screenshot(pictures.resolve("light.png"));
      browser.emulateDark();
      browser.screenshot(pictures.resolve("dark.png"));
    }
  }
}
