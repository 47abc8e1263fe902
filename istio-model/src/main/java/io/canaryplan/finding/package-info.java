// SPDX-License-Identifier: Apache-2.0
/**
 * What a person should know about a document: findings with positions, and values that carry them.
 */
@NullMarked
package io.canaryplan.finding;

import org.jspecify.annotations.NullMarked;
