package dev.sluice.http.openai;

import dev.sluice.http.Desk;
import dev.sluice.http.JsonAnswer;
import dev.sluice.http.ModelRows;
import dev.sluice.http.ProviderRows;
import dev.sluice.provider.Capability;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;

/// What can be asked for of one capability: its models, and the providers that have it.
record Offer(Desk desk, Capability capability) {
    void models(HttpServletRequest request, AsyncResponse answer) {
        desk.answer(
                request,
                answer,
                call -> JsonAnswer.ok(ModelRows.list(ModelRows.of(call.running(), capability.type()))));
    }

    void providers(HttpServletRequest request, AsyncResponse answer) {
        desk.answer(request, answer, call -> JsonAnswer.ok(new ProviderRows(call).of(capability)));
    }
}
