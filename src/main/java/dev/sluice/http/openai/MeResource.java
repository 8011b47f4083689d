package dev.sluice.http.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.access.Caller;
import dev.sluice.http.Call;
import dev.sluice.http.Desk;
import dev.sluice.http.JsonAnswer;
import dev.sluice.http.UsageCounts;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.UsageQuery;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// `GET /v1/me`: who the gateway takes the caller for, what it may do, and what it has used.
@Path("v1/me")
public final class MeResource {
    private final Ledger ledger;
    private final Desk desk;
    private final InstantSource clock;

    public MeResource(Ledger ledger, Desk desk, InstantSource clock) {
        this.ledger = ledger;
        this.desk = desk;
        this.clock = clock;
    }

    @GET
    @Tag(name = "Caller")
    @Operation(operationId = "me", summary = "Tell the caller who it is, its limits and its usage")
    @APIResponse(responseCode = "200", ref = "#/components/responses/Me")
    @APIResponse(responseCode = "default", ref = "#/components/responses/Error")
    public void me(@Context HttpServletRequest request, @Suspended AsyncResponse answer) {
        desk.answer(request, answer, call -> JsonAnswer.ok(me(call)));
    }

    private ObjectNode me(Call call) {
        Caller caller = Objects.requireNonNull(call.caller(), "admitted");
        ObjectNode me = JsonNodeFactory.instance
                .objectNode()
                .put("object", "caller")
                .put("id", caller.owner())
                .put("name", caller.name())
                .put("admin", caller.admin());
        caller.groups().forEach(me.putArray("groups")::add);
        int perMinute = call.running().config().limits().requestsPerMinute();
        me.putObject("limits").put("requests_per_minute", perMinute == 0 ? null : perMinute);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        ObjectNode usage = me.putObject("usage");
        usage.set("day", usage(caller, Optional.of(today)));
        usage.set("month", usage(caller, Optional.of(today.withDayOfMonth(1))));
        usage.set("total", usage(caller, Optional.empty()));
        return me;
    }

    private ObjectNode usage(Caller caller, Optional<LocalDate> since) {
        var asked = UsageQuery.of(
                caller.owner(),
                since.map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant()));
        return UsageCounts.into(
                JsonNodeFactory.instance.objectNode(), ledger.usage(asked).getFirst());
    }
}
