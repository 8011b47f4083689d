package dev.sluice.http.textgen;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.catalog.Catalog;
import dev.sluice.catalog.Loaded;
import dev.sluice.dialect.textgen.InternalRequest;
import dev.sluice.dispatch.Aimed;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.http.Call;
import dev.sluice.persona.InstructionTemplate;
import dev.sluice.persona.Personas;
import dev.sluice.provider.Capability;
import dev.sluice.provider.ModelCard;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The models that were loaded by name, with the templates they were loaded with. Thread-safe; lasts as long as the
/// gateway runs.
public final class LoadedModels {
    private final Personas personas;
    private final Map<String, InstructionTemplate> templates = new ConcurrentHashMap<>();

    public LoadedModels(Personas personas) {
        this.personas = personas;
    }

    /// Who a request is about: the model that it names, else the one loaded last, else the default.
    ///
    /// @throws RefusedException where nothing serves the model
    Aimed aimed(ObjectNode body, Call call) {
        String provider = body.path("provider").asText("").strip();
        List<String> providers = provider.isEmpty() ? List.of() : List.of(provider.split("\\s+"));
        return aimed(InternalRequest.named(body, "model"), providers, call);
    }

    Aimed aimed(Optional<String> model, List<String> providers, Call call) {
        Optional<Loaded.Model> last = model.isPresent() || !providers.isEmpty() ? Optional.empty() : last(call);
        String asked = model.or(() -> last.map(Loaded.Model::name)).orElse(null);
        return call.running().dispatcher().aim(Capability.CHAT, asked, providers);
    }

    private static Optional<Loaded.Model> last(Call call) {
        Catalog catalog = call.running().catalog();
        return catalog.loaded()
                .last()
                .filter(model -> catalog.loadedModel(model.type())
                        .filter(model.name()::equals)
                        .isPresent());
    }

    /// Makes a model the default of its type.
    ///
    /// @throws RefusedException where nothing serves it, or its template is not to be had
    Aimed load(ObjectNode body, Call call) {
        String name = InternalRequest.named(body, "model_name").orElseThrow();
        Aimed aimed = aimed(Optional.of(name), List.of(), call);
        Catalog catalog = call.running().catalog();
        String type = catalog.listing(aimed.provider())
                .flatMap(listing -> listing.cards().stream()
                        .filter(card -> card.id().equals(aimed.model()))
                        .map(ModelCard::type)
                        .findFirst())
                .orElse("chat");
        String template = body.path("instruction_template").asText("");
        String source = body.path("instruction_template_str").asText("");
        if (template.isBlank() && source.isBlank()) {
            templates.remove(aimed.model());
        } else {
            templates.put(aimed.model(), personas.template(template, source));
        }
        boolean auto = name.equals("auto");
        catalog.loaded()
                .load(new Loaded.Model(auto ? aimed.provider() + "/" + aimed.model() : name, type, aimed.provider()));
        return aimed;
    }

    /// Takes a load back: that of the model named, else the last.
    ///
    /// @throws RefusedException where the model named was not loaded
    void unload(Optional<String> name, Call call) {
        Loaded loaded = call.running().catalog().loaded();
        Optional<Loaded.Model> model = name.isPresent() ? loaded.named(name.get()) : loaded.last();
        if (name.isPresent() && model.isEmpty()) {
            throw new RefusedException(new Failure.UnknownModel("The model '" + name.get() + "' was not loaded."));
        }
        model.ifPresent(loaded::unload);
    }

    /// The template that a model was loaded with; none or one.
    List<InstructionTemplate> template(Aimed aimed) {
        return Optional.ofNullable(templates.get(aimed.model())).stream().toList();
    }
}
