import { ChoiceGroup, type ChoiceGroupProps } from './choice-group';

type RadioGroupProps = ChoiceGroupProps & { value?: string | null; defaultValue?: string | null };

export function RadioGroup({ value, defaultValue, ...rest }: RadioGroupProps) {
  const isChosen = (choice: string) => (value === undefined ? defaultValue : value) === choice;
  return <ChoiceGroup {...rest} type="radio" isChosen={isChosen} controlled={value !== undefined} />;
}
