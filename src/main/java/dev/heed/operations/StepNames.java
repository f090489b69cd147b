package dev.heed.operations;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.Model;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.OtherwiseDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.support.LifecycleStrategySupport;
import org.springframework.stereotype.Component;

/**
 * Gives every step its whole name in the definition too. The console draws a route from its definition and looks for the figures of a step by the
 * id it finds there; the figures go by the whole name, prefix included.
 */
@Component
final class StepNames extends LifecycleStrategySupport {

    /** Not before: until then the names of the figures are made of prefix and id. */
    @Override
    public void onContextStarted(CamelContext camel) {
        camel.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions().stream()
                .filter(route -> route.getNodePrefixId() != null).forEach(StepNames::spell);
    }

    private static void spell(RouteDefinition route) {
        String prefix = route.getNodePrefixId();
        route.setNodePrefixId(null);
        route.getInput().setId(prefix + "from");
        // Many routes have their handling of errors in common.
        ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs().stream().filter(step -> !(step instanceof OnExceptionDefinition)).toList(), ProcessorDefinition.class)
                .stream().distinct().filter(step -> step.getId() != null).forEach(step -> name(step, prefix + step.getId()));
    }

    /** A choice hands the name that it is given on to its last branch, as long as it has one. */
    private static void name(ProcessorDefinition<?> step, String name) {
        if (step instanceof ChoiceDefinition choice) {
            List<WhenDefinition> branches = choice.getWhenClauses();
            OtherwiseDefinition otherwise = choice.getOtherwise();
            choice.setWhenClauses(List.of());
            choice.setOtherwise(null);
            choice.setId(name);
            choice.setWhenClauses(branches);
            choice.setOtherwise(otherwise);
        } else {
            step.setId(name);
        }
    }
}
