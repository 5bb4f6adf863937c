package io.soma.memory.http;

import io.soma.memory.domain.read.LinkPath;
import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.read.Neighbor;
import io.soma.memory.domain.read.NeighborQuery;
import io.soma.memory.domain.read.PathQuery;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.read.RecallQuery;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.read.StatusPage;
import io.soma.memory.domain.routing.Answer;
import io.soma.memory.domain.routing.Answer.Source;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.ReadAnswer;
import io.soma.memory.supervision.Supervisor;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Retrofit;

/**
 * The memory service over HTTP/1.1.
 *
 * <p>Each call runs on its caller's thread and connection, so that none waits for another's; how
 * many may run at once is the caller's to limit. An interrupt ends the call unanswered and stays
 * set. Bodies are read up to 1 MiB for a write, 8 MiB for a read. Safe for use by many threads.
 */
public final class RetrofitMemoryService implements MemoryService, AutoCloseable {

  private static final int OK = 200;

  private final OkHttpClient client;
  private final Deadlines deadlines;
  private final WriteRoutes writes;
  private final MemoryRoutes routes;
  private final CallHeaders headers;
  private final SafeText safeText;
  private final Caller caller;
  private final HealthRoutes health;

  private RetrofitMemoryService(OkHttpClient client, HttpConfig config, Supervisor supervisor) {
    this.client = client;
    this.deadlines = Deadlines.start(supervisor);
    this.headers = new CallHeaders(config.token());
    HttpUrl base = HttpUrl.get(config.endpoint() + "/");
    this.writes = new WriteRoutes(client, base, headers);
    this.routes =
        new Retrofit.Builder()
            .baseUrl(base)
            .callFactory(HttpClients.forRetrofit(client))
            .validateEagerly(true)
            .build()
            .create(MemoryRoutes.class);
    this.safeText = new SafeText(config.token());
    this.caller = new Caller(deadlines, safeText);
    this.health = new HealthRoutes(routes, caller);
  }

  /** A client for the service; it connects with the first call. */
  public static RetrofitMemoryService create(HttpConfig config) {
    return create(config, InstantSource.system());
  }

  /** The same with a clock of its own for dates in Retry-After. */
  public static RetrofitMemoryService create(HttpConfig config, InstantSource clock) {
    return create(config, clock, Supervisor.create());
  }

  /** The same; the program's supervisor runs the thread that watches deadlines. */
  public static RetrofitMemoryService create(
      HttpConfig config, InstantSource clock, Supervisor supervisor) {
    return new RetrofitMemoryService(HttpClients.create(config, clock), config, supervisor);
  }

  @Override
  public Answer deliver(Delivery delivery, Duration timeout) {
    SendingTime time = SendingTime.from(MonotonicClock.SYSTEM, timeout);
    Reply reply = caller.call(writes.attempt(delivery, time), timeout);
    return reply.fold(whole -> answer(delivery, whole), Reply.Final::answer);
  }

  private Answer answer(Delivery delivery, Reply.Whole whole) {
    if (!whole.isSuccess()) {
      return refusal(whole);
    }
    return switch (WriteEcho.of(delivery, whole.body())) {
      case CONFIRMED -> whole.answer(true, "");
      case CONFIRMED_ABSENT ->
          new Answer.Answered(whole.status(), true, whole.retryAfter(), "", true);
      case UNCONFIRMED -> whole.answer(false, "the body does not confirm the write");
    };
  }

  @Override
  public ReadAnswer<Memory> fetch(ReadContext context, Coordinate coordinate, Duration timeout) {
    Call<ResponseBody> call =
        routes.fetch(headers.of(context), segment(coordinate), BodyLimit.READ);
    return read(call, timeout, "memory", MemoryBodies::one);
  }

  @Override
  public ReadAnswer<List<Memory>> recall(ReadContext context, RecallQuery query, Duration timeout) {
    OneShotJson body = new OneShotJson(SearchBody.of(query));
    Call<ResponseBody> call = routes.search(headers.of(context), body, BodyLimit.READ);
    return read(call, timeout, "memories", MemoryBodies::many);
  }

  @Override
  public ReadAnswer<List<Neighbor>> neighbors(
      ReadContext context, Coordinate coordinate, NeighborQuery query, Duration timeout) {
    Call<ResponseBody> call =
        routes.neighbors(
            headers.of(context),
            coordinate.text(),
            query.limit(),
            query.offset(),
            query.linkType(),
            BodyLimit.READ);
    return read(call, timeout, "coord", GraphBodies::neighbors);
  }

  @Override
  public ReadAnswer<LinkPath> path(
      ReadContext context, Coordinate from, Coordinate to, PathQuery query, Duration timeout) {
    Call<ResponseBody> call =
        routes.path(
            headers.of(context),
            from.text(),
            to.text(),
            query.maxLength(),
            query.linkType(),
            BodyLimit.READ);
    return read(call, timeout, "from_coord", GraphBodies::path);
  }

  @Override
  public ServiceHealth health(Duration timeout) {
    return health.ask(timeout);
  }

  @Override
  public Optional<StatusPage> statusPage(StatusPage.Kind kind, Duration timeout) {
    Call<ResponseBody> call = routes.health(headers.of(kind), kind.path(), BodyLimit.WRITE);
    Reply reply = caller.call(new ReadAttempt(call), timeout);
    return reply instanceof Reply.Whole whole && whole.status() == OK
        ? StatusBody.read(whole.body())
        : Optional.empty();
  }

  /** Ends the calls under way unanswered and closes every connection; idempotent. */
  @Override
  public void close() {
    deadlines.close();
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  // All else in a coordinate means itself in a path; a plus is a blank to some servers.
  static String segment(Coordinate coordinate) {
    return coordinate.text().replace("+", "%2B");
  }

  private <T> ReadAnswer<T> read(
      Call<ResponseBody> call, Duration timeout, String promised, Parser<T> parser) {
    Reply reply = caller.call(new ReadAttempt(call), timeout);
    return reply.fold(
        whole -> answer(whole, promised, parser), last -> new ReadAnswer<>(last.answer(), null));
  }

  private <T> ReadAnswer<T> answer(Reply.Whole whole, String promised, Parser<T> parser) {
    if (!whole.isSuccess()) {
      return new ReadAnswer<>(refusal(whole), null);
    }
    try {
      return new ReadAnswer<>(whole.answer(true, ""), parser.parse(whole.body()));
    } catch (IOException e) {
      return new ReadAnswer<>(unreadable(whole, promised), null);
    }
  }

  // A memory that we cannot represent is the service's answer nonetheless.
  private static Answer unreadable(Reply.Whole whole, String promised) {
    return ServiceShape.begins(whole.body(), promised)
        ? whole.answer(Source.OVER_OUR_LIMITS, "the answer holds what this client cannot read")
        : whole.answer(false, "the body is not what the route promises");
  }

  private Answer refusal(Reply.Whole whole) {
    Source source =
        whole.status() / 100 == 4 && !ServiceShape.isError(whole.body())
            ? Source.SOMETHING_ELSE
            : Source.THE_SERVICE;
    return whole.answer(source, safeText.of(ErrorDetail.of(whole.body())));
  }

  private interface Parser<T> {
    @Nullable T parse(byte[] body) throws IOException;
  }
}
