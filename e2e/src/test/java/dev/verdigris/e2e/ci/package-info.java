/**
 * The action, the component and the example pipelines, run as GitHub and GitLab run them: their texts are parsed, and
 * their scripts run with the variables of these systems.
 */
package dev.verdigris.e2e.ci;
