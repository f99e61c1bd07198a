/** What the bench uses of libraries that bring no types of their own. */

declare module '@nlpjs/core' {
  /** Parts that the others find each other in. */
  export interface Container {
    get(name: string): unknown;
  }
  export function containerBootstrap(): Promise<Container>;
}

declare module '@nlpjs/nlu' {
  import type { Container } from '@nlpjs/core';

  export interface NluSettings {
    readonly locale: string;
    readonly container: Container;
    readonly log: boolean;
  }
  /** `score` is 0 to 1; the intent `None` stands for nothing recognised. */
  export interface Classification {
    readonly intent: string;
    readonly score: number;
  }
  export class NluNeural {
    constructor(settings: NluSettings);
    train(corpus: readonly { readonly utterance: string; readonly intent: string }[]): Promise<unknown>;
    process(utterance: string): Promise<{ readonly classifications: readonly Classification[] }>;
  }
}

declare module 'wink-naive-bayes-text-classifier' {
  export interface Classifier {
    defineConfig(config: { readonly considerOnlyPresence: boolean; readonly smoothingFactor: number }): boolean;
    definePrepTasks(tasks: readonly ((text: string) => readonly string[])[]): number;
    learn(text: string, label: string): boolean;
    consolidate(): boolean;
    /** Labels with their log odds, likeliest first. */
    computeOdds(text: string): readonly (readonly [label: string, odds: number])[];
  }
  export default function naiveBayesTextClassifier(): Classifier;
}
