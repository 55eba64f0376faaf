package dev.midstream.engine.tensorflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;

/**
 * Finds what a graph runs to compute some of its nodes, through inputs, control dependencies and
 * functions, and the first operation among it that does more than compute.
 */
final class GraphWalk {
    private static final String RESTORE = "RestoreV2";

    /** TensorFlow exchanges functions that have the same value of this attribute. */
    private static final String INTERCHANGEABLE = "api_implements";

    private final OperationRules rules;
    private final Map<String, NodeDef> nodes = new HashMap<>();
    private final Map<String, FunctionDef> functions = new HashMap<>();
    private final Map<AttrValue, List<String>> interchangeable = new HashMap<>();

    GraphWalk(GraphDef graph, OperationRules rules) {
        this.rules = rules;
        graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
        for (FunctionDef function : graph.getLibrary().getFunctionList()) {
            String name = function.getSignature().getName();
            functions.put(name, function);
            if (function.containsAttr(INTERCHANGEABLE)) {
                interchangeable
                        .computeIfAbsent(
                                function.getAttrOrThrow(INTERCHANGEABLE), key -> new ArrayList<>())
                        .add(name);
            }
        }
    }

    /** Returns the first node that does more than compute, of those that some tensors need. */
    Optional<NodeDef> offender(Iterable<String> tensors) {
        return offender(tensors, Optional.empty());
    }

    /**
     * Returns the first node that does more than compute.
     *
     * @param tensors that are computed, or nodes
     * @param checkpoint the tensor with the name of the model's own checkpoint, which may be read
     */
    Optional<NodeDef> offender(Iterable<String> tensors, Optional<String> checkpoint) {
        return new Search(checkpoint.map(GraphWalk::node)).run(tensors);
    }

    private static String node(String input) {
        String name = input.startsWith("^") ? input.substring(1) : input;
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    /**
     * Where a node is: in the graph or in a function.
     *
     * @param nodes by name
     * @param checkpoints the nodes and arguments that have the name of the model's checkpoint
     */
    private record Scope(Map<String, NodeDef> nodes, Set<String> checkpoints) {
        boolean isCheckpoint(String input) {
            String name = node(input);
            Set<String> seen = new HashSet<>();
            while (!checkpoints.contains(name)) {
                NodeDef node = nodes.get(name);
                if (node == null || !node.getOp().equals("Identity") || !seen.add(name)) {
                    return false;
                }
                name = node(node.getInput(0));
            }
            return true;
        }
    }

    private final class Search {
        private final Scope graph;
        private final Set<String> reached = new HashSet<>();
        private final Set<String> called = new HashSet<>();

        Search(Optional<String> checkpoint) {
            graph = new Scope(nodes, checkpoint.map(Set::of).orElse(Set.of()));
        }

        Optional<NodeDef> run(Iterable<String> tensors) {
            Deque<String> next = new ArrayDeque<>();
            tensors.forEach(next::add);
            while (!next.isEmpty()) {
                NodeDef node = nodes.get(node(next.remove()));
                if (node == null || !reached.add(node.getName())) {
                    continue;
                }
                Optional<NodeDef> found = inspect(node, graph);
                if (found.isPresent()) {
                    return found;
                }
                next.addAll(node.getInputList());
            }
            return Optional.empty();
        }

        private Optional<NodeDef> inspect(NodeDef node, Scope scope) {
            boolean restores =
                    node.getOp().equals(RESTORE)
                            && node.getInputCount() > 0
                            && scope.isCheckpoint(node.getInput(0));
            if (!restores
                    && !functions.containsKey(node.getOp())
                    && !rules.onlyComputes(node.getOp())) {
                return Optional.of(node);
            }
            for (String function : functionsOf(node)) {
                Optional<NodeDef> found = call(function, node, scope);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        private Optional<NodeDef> call(String name, NodeDef caller, Scope from) {
            FunctionDef function = functions.get(name);
            if (function == null) {
                return Optional.empty();
            }
            Set<String> checkpoints = checkpoints(function, caller, from);
            if (!called.add(name + checkpoints)) {
                return Optional.empty();
            }
            Map<String, NodeDef> body = new HashMap<>();
            function.getNodeDefList().forEach(node -> body.put(node.getName(), node));
            Scope scope = new Scope(body, checkpoints);
            for (NodeDef node : function.getNodeDefList()) {
                Optional<NodeDef> found = inspect(node, scope);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        /** Arguments that a plain call passes the checkpoint's name to. */
        private Set<String> checkpoints(FunctionDef function, NodeDef caller, Scope from) {
            boolean plain =
                    caller.getOp().equals(function.getSignature().getName())
                            || caller.getOp().endsWith("PartitionedCall");
            Set<String> arguments = new HashSet<>();
            List<OpDef.ArgDef> declared = function.getSignature().getInputArgList();
            for (int i = 0; plain && i < declared.size() && i < caller.getInputCount(); i++) {
                OpDef.ArgDef argument = declared.get(i);
                if (!argument.getNumberAttr().isEmpty() || !argument.getTypeListAttr().isEmpty()) {
                    break;
                }
                if (from.isCheckpoint(caller.getInput(i))) {
                    arguments.add(argument.getName());
                }
            }
            return arguments;
        }
    }

    private Set<String> functionsOf(NodeDef node) {
        Set<String> names = new HashSet<>();
        names.add(node.getOp());
        for (AttrValue value : node.getAttrMap().values()) {
            if (value.hasFunc()) {
                names.add(value.getFunc().getName());
            }
            value.getList().getFuncList().forEach(function -> names.add(function.getName()));
        }
        Set<String> all = new HashSet<>();
        for (String name : names) {
            FunctionDef function = functions.get(name);
            if (function != null) {
                all.add(name);
                AttrValue group =
                        function.getAttrOrDefault(INTERCHANGEABLE, AttrValue.getDefaultInstance());
                all.addAll(interchangeable.getOrDefault(group, List.of()));
            }
        }
        return all;
    }
}
