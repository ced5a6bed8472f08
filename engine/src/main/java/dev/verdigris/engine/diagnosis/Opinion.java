package dev.verdigris.engine.diagnosis;

import java.util.List;

import dev.verdigris.core.problem.Problem;

/**
 * What a server says about the queries of models.
 *
 * @param asked about how many models it was asked
 * @param problems what it refuses, each at its file and line; or why it could not be asked at all
 * @param notAsked the models about which it was not asked, each with the reason, as sentences
 */
public record Opinion(int asked, List<Problem> problems, List<String> notAsked) {

    public Opinion {
        problems = List.copyOf(problems);
        notAsked = List.copyOf(notAsked);
    }
}
